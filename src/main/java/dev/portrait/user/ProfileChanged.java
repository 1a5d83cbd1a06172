package dev.portrait.user;

import dev.portrait.media.MediaName;
import java.util.List;
import java.util.Set;

/**
 * A change of a profile, fired inside the transaction.
 *
 * @param fields the keys of the fields that have another value now
 * @param status the user's status after the change
 * @param released pictures that the profile no longer refers to once the transaction has committed
 */
public record ProfileChanged(long userId, UserStatus status, Set<String> fields, List<MediaName> released) {

    public ProfileChanged {
        fields = Set.copyOf(fields);
        released = List.copyOf(released);
    }

    static ProfileChanged of(User user, ProfileDifference difference) {
        return new ProfileChanged(user.id(), user.status(), difference.fields(), difference.released());
    }
}

package dev.portrait.user;

import dev.portrait.media.MediaName;
import java.util.List;
import java.util.Set;

/**
 * A profile was changed; fired inside the transaction.
 *
 * @param userId whose profile
 * @param fields the names of the fields that have another value now
 * @param status the user's status from now on
 * @param released pictures that the profile no longer refers to, once the transaction has committed
 */
public record ProfileChanged(long userId, UserStatus status, Set<String> fields, List<MediaName> released) {

    public ProfileChanged {
        fields = Set.copyOf(fields);
        released = List.copyOf(released);
    }
}

package dev.portrait.user;

import dev.portrait.config.Settings;
import dev.portrait.media.MediaName;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The avatars that a user keeps (contract §1), inside the transaction that runs. */
@Dependent
class AvatarCollection {

    @Inject
    UserRepository users;

    @Inject
    Settings settings;

    /**
     * Takes a new one in.
     *
     * @return those that had to go for it: the oldest, but not the one in use
     */
    List<MediaName> add(User user, Avatar added) {
        List<Avatar> kept = new ArrayList<>(users.avatars(user.id()));
        users.add(added);
        List<MediaName> released = new ArrayList<>();
        for (int last = kept.size() - 1; last >= 0 && kept.size() >= settings.avatarsMax(); last--) {
            Avatar oldest = kept.get(last);
            if (!user.avatar().equals(Optional.of(oldest.picture()))) {
                users.remove(oldest);
                kept.remove(last);
                released.add(oldest.picture());
            }
        }
        return released;
    }

    /** As {@link #add(User, Avatar)}, for the picture that the user's profile has from now on. */
    List<MediaName> addInUse(User user, Instant now) {
        return user.avatar()
                .map(picture -> add(user, new Avatar(user.id(), picture, now)))
                .orElse(List.of());
    }

    /** Removes every one. @return all of them */
    List<MediaName> clear(User user) {
        List<Avatar> kept = users.avatars(user.id());
        kept.forEach(users::remove);
        return kept.stream().map(Avatar::picture).toList();
    }
}

package dev.portrait.user;

import dev.portrait.config.Settings;
import dev.portrait.media.MediaName;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes the avatars that a user keeps (contract §1), inside the current transaction. */
@Dependent
class AvatarCollection {

    @Inject
    UserRepository users;

    @Inject
    Settings settings;

    /**
     * Adds an avatar. Above the limit, removes the oldest avatars that are not current.
     *
     * @return the removed pictures
     */
    List<MediaName> add(User user, Avatar added) {
        List<Avatar> kept = new ArrayList<>(users.avatars(user.id()));
        users.add(added);
        List<MediaName> released = new ArrayList<>();
        for (int last = kept.size() - 1;
                last >= 0 && kept.size() >= settings.avatars().max();
                last--) {
            Avatar oldest = kept.get(last);
            if (!user.avatar().equals(Optional.of(oldest.picture()))) {
                users.remove(oldest);
                kept.remove(last);
                released.add(oldest.picture());
            }
        }
        return released;
    }

    /** Adds the current picture of the profile, as {@link #add(User, Avatar)} does. */
    List<MediaName> addCurrent(User user, Instant now) {
        return user.avatar()
                .map(picture -> add(user, new Avatar(user.id(), picture, now)))
                .orElse(List.of());
    }

    /**
     * Removes the avatar with this picture.
     *
     * @return the removed picture, also if the collection has no such avatar
     */
    List<MediaName> remove(User user, MediaName picture) {
        users.avatars(user.id()).stream()
                .filter(avatar -> avatar.picture().equals(picture))
                .forEach(users::remove);
        return List.of(picture);
    }

    /**
     * Removes all avatars.
     *
     * @return the removed pictures
     */
    List<MediaName> clear(User user) {
        List<Avatar> kept = users.avatars(user.id());
        kept.forEach(users::remove);
        return kept.stream().map(Avatar::picture).toList();
    }
}

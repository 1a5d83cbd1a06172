package dev.portrait.user;

import static dev.portrait.contract.ProfileField.AVATAR;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the caller's own avatar collection (contract §1).
 *
 * <p>Every change throws RequestException: {@code permission_denied} if the user is blocked; {@code conflict} if the
 * database kept rolling back.
 */
@Stateless
@RolesAllowed("user")
@DeclareRoles("user")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AvatarService {

    static final String COLLECTION = "avatars"; // as the audit log and receipts name it

    @Inject
    UserRepository users;

    @Inject
    AvatarCollection collection;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Returns the avatars of a user, newest first. */
    public List<Avatar> list(long userId) {
        return database.read(() -> users.avatars(userId));
    }

    /** Adds an avatar. It becomes the current one if there is none. */
    public Avatar add(Caller caller, MediaName picture) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.change(attempt -> {
            User user = locked(caller);
            Avatar avatar = new Avatar(user.id(), picture, now);
            List<MediaName> removed = collection.add(user, avatar);
            boolean first = user.avatar().isEmpty();
            if (first) {
                user.setAvatar(Optional.of(picture));
            }
            save(user, first ? Set.of(AVATAR.key(), COLLECTION) : Set.of(COLLECTION), removed);
            return avatar;
        });
    }

    /**
     * Makes an avatar of the collection the current one.
     *
     * @throws RequestException also {@code not_found} if the collection has no such avatar
     */
    public void makeCurrent(Caller caller, long avatarId) {
        database.change(attempt -> {
            User user = locked(caller);
            user.setAvatar(Optional.of(require(user, avatarId).picture()));
            return save(user, Set.of(AVATAR.key()), List.of());
        });
    }

    /**
     * Removes an avatar. If it is the current one, the user has no current avatar afterwards.
     *
     * @throws RequestException also {@code not_found} if the collection has no such avatar
     */
    public void remove(Caller caller, long avatarId) {
        database.change(attempt -> {
            User user = locked(caller);
            Avatar removed = require(user, avatarId);
            boolean current = user.avatar().equals(Optional.of(removed.picture()));
            if (current) {
                user.setAvatar(Optional.empty());
            }
            users.remove(removed);
            return save(
                    user, current ? Set.of(AVATAR.key(), COLLECTION) : Set.of(COLLECTION), List.of(removed.picture()));
        });
    }

    // The row lock serializes changes of one collection, which keeps its limit.
    private User locked(Caller caller) {
        User user = users.lockNewVersion(caller.requireProfile())
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        user.requireApproved();
        return user;
    }

    private Avatar require(User user, long avatarId) {
        return users.avatars(user.id()).stream()
                .filter(avatar -> avatar.id() == avatarId)
                .findFirst()
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, Reason.NO_SUCH_AVATAR));
    }

    private User save(User user, Set<String> fields, List<MediaName> released) {
        users.save(user, new ProfileChanged(user.id(), user.status(), fields, released));
        return user;
    }
}

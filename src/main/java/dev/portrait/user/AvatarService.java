package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** What users do with the avatars they keep (contract §1). */
@Stateless
@RolesAllowed("user")
@DeclareRoles("user")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AvatarService {

    @Inject
    UserRepository users;

    @Inject
    AvatarCollection collection;

    @Inject
    Transactions transactions;

    @Inject
    Event<ProfileChanged> changes;

    @Inject
    Clock clock;

    @Resource
    SessionContext context;

    /** The avatars of a user, the newest first. */
    public List<Avatar> of(long userId) {
        return transactions.read(() -> users.avatars(userId));
    }

    /**
     * Keeps one more. It is the one in use if none is.
     *
     * @throws RequestException {@code permission_denied} if the user is blocked; {@code conflict} if the database kept
     *     rolling back
     */
    public Avatar add(long userId, MediaName picture) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // The last attempt's, which committed. Reading it again could fail, and the caller would take that for a
        // rollback.
        AtomicReference<Avatar> added = new AtomicReference<>();
        change(userId, (user, avatars) -> {
            Avatar avatar = new Avatar(userId, picture, now);
            added.set(avatar);
            List<MediaName> released = avatars.add(user, avatar);
            boolean first = user.avatar().isEmpty();
            if (first) {
                user.use(Optional.of(picture));
            }
            return new ProfileChanged(
                    userId, user.status(), first ? Set.of("avatar", "avatars") : Set.of("avatars"), released);
        });
        return Objects.requireNonNull(added.get());
    }

    /**
     * Uses one that is kept.
     *
     * @throws RequestException {@code not_found} if the user keeps none of that id; as {@link #add} does
     */
    public void use(long userId, long avatarId) {
        change(userId, (user, avatars) -> {
            user.use(Optional.of(existing(userId, avatarId).picture()));
            return new ProfileChanged(userId, user.status(), Set.of("avatar"), List.of());
        });
    }

    /**
     * Keeps one no longer; if it was in use, none is.
     *
     * @throws RequestException {@code not_found} if the user keeps none of that id; as {@link #add} does
     */
    public void remove(long userId, long avatarId) {
        change(userId, (user, avatars) -> {
            Avatar removed = existing(userId, avatarId);
            boolean inUse = user.avatar().equals(Optional.of(removed.picture()));
            if (inUse) {
                user.use(Optional.empty());
            }
            users.remove(removed);
            return new ProfileChanged(
                    userId,
                    user.status(),
                    inUse ? Set.of("avatar", "avatars") : Set.of("avatars"),
                    List.of(removed.picture()));
        });
    }

    private Avatar existing(long userId, long avatarId) {
        return users.avatars(userId).stream()
                .filter(avatar -> avatar.id() == avatarId)
                .findFirst()
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND, Reason.NO_SUCH_AVATAR));
    }

    private void change(long userId, BiFunction<User, AvatarCollection, ProfileChanged> step) {
        transactions.attempt(number -> transactions.write(
                () -> context.getBusinessObject(AvatarService.class).changeOnce(userId, step)));
    }

    /** One attempt of a change, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User changeOnce(long userId, BiFunction<User, AvatarCollection, ProfileChanged> step) {
        return transactions.change(new RequestException(ErrorCode.CONFLICT), () -> {
            User user = users.lockNewVersion(userId).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            if (user.status() != UserStatus.APPROVED) {
                throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED);
            }
            ProfileChanged changed = step.apply(user, collection);
            users.flush(user);
            changes.fire(changed);
            return user;
        });
    }
}

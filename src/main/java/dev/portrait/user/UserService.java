package dev.portrait.user;

import static dev.portrait.contract.ProfileField.AVATAR;
import static dev.portrait.contract.ProfileField.STATUS;
import static dev.portrait.contract.ProfileField.USERNAME;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Changes profiles. Changes run in a transaction of {@link Transactions}.
 *
 * <p>Every change throws {@link RequestException}: {@code not_found} if there is no such profile; {@code
 * precondition_failed} if the user has another version than expected; {@code conflict} if the database kept rolling back.
 */
@Stateless
@PermitAll
@DeclareRoles("user")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserService {

    static final String VISIBILITY = "visibility"; // as the audit log names it

    @Inject
    UserRepository users;

    @Inject
    Database database;

    @Inject
    AvatarCollection avatars;

    @Inject
    Clock clock;

    /**
     * Changes the caller's own profile, all of it or nothing. The last writer wins, field by field.
     *
     * @param expected the version that the profile must have; empty to accept any
     * @return the changed profile
     * @throws RequestException also {@code permission_denied} if the profile is not the caller's, or the user is blocked;
     *     the field error {@code unique} if the username is taken
     * @throws jakarta.ejb.EJBAccessException if the caller's token has no role {@code user}
     */
    @RolesAllowed("user")
    public User change(Caller caller, long id, ProfileChange change, OptionalLong expected) {
        caller.requireOwner(id);
        return database.change(UserService::nameTaken, attempt -> {
            User user = users.require(id, attempt > 1);
            user.requireApproved();
            user.requireVersion(expected);
            ProfileDifference difference = user.change(change);
            if (difference.fields().contains(AVATAR.key())) {
                difference.release(avatars.addCurrent(user, now()));
            }
            return saved(user, difference);
        });
    }

    private static RequestException nameTaken() {
        return new RequestException(new FieldError(USERNAME.key(), ErrorCode.UNIQUE));
    }

    /**
     * Changes who may see fields of the caller's own profile (contract §11). A level that is wider than the site's floor has
     * no effect.
     *
     * @return the changed profile
     * @throws RequestException also {@code permission_denied} if the user is blocked
     * @throws jakarta.ejb.EJBAccessException if the caller's token has no role {@code user}
     */
    @RolesAllowed("user")
    public User changeVisibility(Caller caller, Map<ProfileField, Change<VisibilityLevel>> levels) {
        long id = caller.requireProfile();
        return database.change(attempt -> {
            User user = users.require(id, attempt > 1);
            user.requireApproved();
            if (user.changeVisibility(levels)) {
                users.save(user, new ProfileChanged(id, user.status(), Set.of(VISIBILITY), List.of()));
            }
            return user;
        });
    }

    /**
     * Blocks a user, or ends a block. To end it also restores a deleted user, whose pictures are gone. Its callers are
     * administrators, who have no user's token.
     *
     * @param expected the version that the user must have; empty to accept any
     * @return the changed user
     */
    public User setBlocked(long id, boolean blocked, OptionalLong expected) {
        return database.change(attempt -> {
            User user = (attempt > 1 ? users.lock(id) : users.find(id))
                    .filter(found -> found.status().present() || (!blocked && found.status() == UserStatus.DELETED))
                    .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            user.requireVersion(expected);
            if (user.setBlocked(blocked)) {
                users.save(user, new ProfileChanged(id, user.status(), Set.of(STATUS.key()), List.of()));
            }
            return user;
        });
    }

    /** Removes every avatar of a user. Its callers are administrators, who have no user's token. */
    public void removeAvatars(long id) {
        database.change(attempt -> {
            User user = users.lockNewVersion(id)
                    .filter(found -> found.status().present())
                    .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            boolean shown = user.avatar().isPresent();
            user.setAvatar(Optional.empty());
            List<MediaName> removed = avatars.clear(user);
            if (shown || !removed.isEmpty()) {
                Set<String> fields =
                        shown ? Set.of(AVATAR.key(), AvatarService.COLLECTION) : Set.of(AvatarService.COLLECTION);
                users.save(user, new ProfileChanged(id, user.status(), fields, removed));
            }
            return user;
        });
    }

    private User saved(User user, ProfileDifference difference) {
        if (!difference.isEmpty()) {
            users.save(user, ProfileChanged.of(user, difference));
        }
        return user;
    }

    // The database keeps microseconds. The first answer has the same time as all later ones.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

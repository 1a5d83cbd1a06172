package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Deletes users (contract §1): hides them, with their texts kept, or erases everything but the id. */
@Stateless
@RolesAllowed({"user", "admin"})
@DeclareRoles({"user", "admin"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeletionService {

    @Inject
    UserRepository users;

    @Inject
    AvatarCollection avatars;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * Deletes a user.
     *
     * @param hard whether to erase everything but the id; possible also after a deletion that kept the texts
     * @throws RequestException {@code permission_denied} unless the caller is the owner or an administrator; {@code
     *     not_found}; {@code conflict} if the database kept rolling back
     */
    public Receipt delete(Caller caller, long id, boolean hard) {
        caller.requireOwnerOrAdministrator(id);
        return database.change(attempt -> {
            User user = users.lockNewVersion(id)
                    .filter(found -> found.status().present() || (hard && found.status() == UserStatus.DELETED))
                    .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            ProfileDifference difference = hard ? user.erase() : user.delete();
            difference.release(avatars.clear(user));
            users.save(user, ProfileChanged.of(user, difference));
            return new Receipt(
                    id,
                    user.status(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    difference.fields(),
                    difference.released().size());
        });
    }
}

package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
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
import java.time.temporal.ChronoUnit;

/** How users go (contract §1): so that their data can be had back, or so that nothing is left. */
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
    Transactions transactions;

    @Inject
    Event<ProfileChanged> changes;

    @Inject
    Clock clock;

    @Resource
    SessionContext context;

    /**
     * Deletes a user.
     *
     * @param hard whether nothing but the id is left; who was deleted before may be so too
     * @throws RequestException {@code not_found}; {@code conflict} if the database kept rolling back
     */
    public Receipt delete(long id, boolean hard) {
        return transactions.attempt(number -> transactions.write(
                () -> context.getBusinessObject(DeletionService.class).deleteOnce(id, hard)));
    }

    /** One attempt of {@link #delete}, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Receipt deleteOnce(long id, boolean hard) {
        return transactions.change(new RequestException(ErrorCode.CONFLICT), () -> {
            User user = users.lockNewVersion(id)
                    .filter(found -> found.status().present() || (hard && found.status() == UserStatus.DELETED))
                    .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            ProfileDifference difference = hard ? user.erase() : user.delete();
            difference.release(avatars.clear(user));
            users.flush(user);
            changes.fire(new ProfileChanged(id, user.status(), difference.fields(), difference.released()));
            return new Receipt(
                    id,
                    user.status(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    difference.fields(),
                    difference.released().size());
        });
    }
}

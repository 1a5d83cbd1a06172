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
import java.util.List;
import java.util.OptionalLong;

/** What administrators do with users: never with what users say of themselves. */
@Stateless
@RolesAllowed("admin")
@DeclareRoles({"user", "admin"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserAdministration {

    @Inject
    UserRepository users;

    @Inject
    UserService service;

    @Inject
    Transactions transactions;

    @Inject
    Event<ProfileChanged> changes;

    @Resource
    SessionContext context;

    /** The users that are looked for; those that were deleted too, but not those of whom nothing is left. */
    public List<User> find(UserSearch search) {
        return transactions.read(() -> users.search(search));
    }

    /** How many users are looked for, limit and offset apart. */
    public long count(UserSearch search) {
        return transactions.read(() -> users.count(search));
    }

    /** As {@link UserService#setBlocked} does. */
    public User setBlocked(long id, boolean blocked, OptionalLong expected) {
        return service.setBlocked(id, blocked, expected);
    }

    /**
     * Takes over what another system owns.
     *
     * @param expected the version that the user must have; empty if any will do
     * @return the user as they are from now on
     * @throws RequestException {@code not_found}; {@code precondition_failed} if the user has another version; {@code
     *     conflict} if the database kept rolling back
     */
    public User change(long id, ManagedChange change, OptionalLong expected) {
        return transactions.attempt(number -> transactions.write(() ->
                context.getBusinessObject(UserAdministration.class).changeOnce(id, change, expected, number > 1)));
    }

    /** One attempt of {@link #change}, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User changeOnce(long id, ManagedChange change, OptionalLong expected, boolean locked) {
        return transactions.change(new RequestException(ErrorCode.CONFLICT), () -> {
            User user = (locked ? users.lock(id) : users.find(id))
                    .filter(found -> found.status().present())
                    .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
            user.requireVersion(expected);
            ProfileDifference difference = user.change(change);
            if (!difference.isEmpty()) {
                users.flush(user);
                changes.fire(new ProfileChanged(id, user.status(), difference.fields(), difference.released()));
            }
            return user;
        });
    }
}

package dev.portrait.user;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** What became of a transaction whose commit failed: the server does not say, its row does. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FailedCommit {

    @Inject
    UserRepository users;

    /**
     * Whether the transaction was rolled back, for certain: whoever gets the row's lock knows that it has ended.
     *
     * @param sent the user as the transaction sent it
     * @return false if it committed, or others have changed the user since, who leave no trace of it
     */
    public boolean rolledBack(User sent) {
        users.joinTransaction();
        return users.lock(sent.id())
                .filter(row -> row.version() >= sent.version())
                .isEmpty();
    }
}

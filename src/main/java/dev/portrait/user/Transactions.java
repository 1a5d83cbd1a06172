package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Opens transactions; no other class does. */
@Stateless
@PermitAll
public class Transactions {

    // SQLSTATE, ISO/IEC 9075: a violated unique constraint; class 40, a deadlock or a serialization failure.
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ROLLBACK_CLASS = "40";

    @Inject
    UserRepository users;

    /**
     * Runs a step in a new transaction and commits. A failure of the step rolls back, so nothing was changed.
     *
     * @throws RequestException of the step; {@code error} if the database failed
     * @throws FailedAttempt if the step violated a unique constraint or lost a race
     * @throws jakarta.ejb.EJBException if the commit failed; its outcome is then unknown
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T inNew(Supplier<T> step) {
        try {
            users.joinTransaction();
            return step.get();
        } catch (OptimisticLockException e) {
            throw new FailedAttempt(FailedAttempt.Cause.LOST_RACE, e);
        } catch (PersistenceException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(PersistenceException e) {
        String state = sqlState(e);
        if (state.equals(UNIQUE_VIOLATION)) {
            return new FailedAttempt(FailedAttempt.Cause.NOT_UNIQUE, e);
        }
        if (state.startsWith(ROLLBACK_CLASS)) {
            return new FailedAttempt(FailedAttempt.Cause.LOST_RACE, e);
        }
        return new RequestException(ErrorCode.ERROR, e);
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}

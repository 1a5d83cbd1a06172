package dev.portrait.platform.persistence;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * The part of a transaction manager that works without classes of a server: it observes transactions. The container begins and ends
 * them, so Hibernate needs no more.
 */
final class ObservedTransactionManager implements TransactionManager {

    private final StandardJtaPlatform platform;

    ObservedTransactionManager(StandardJtaPlatform platform) {
        this.platform = platform;
    }

    @Override
    public int getStatus() {
        try {
            return platform.getCurrentStatus();
        } catch (IllegalStateException e) {
            return Status.STATUS_NO_TRANSACTION; // the registry may not be bound while the factory is built
        }
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        platform.setRollbackOnly();
    }

    /** Supports only the call at start, where Hibernate isolates its work and there is no transaction to suspend. */
    @Override
    public @Nullable Transaction suspend() {
        if (getStatus() == Status.STATUS_NO_TRANSACTION) {
            return null;
        }
        throw new UnsupportedOperationException("a container's transaction cannot be suspended");
    }

    @Override
    public void resume(@Nullable Transaction transaction) {
        if (transaction != null) {
            throw new UnsupportedOperationException("a container's transaction cannot be resumed");
        }
    }

    @Override
    public void begin() throws NotSupportedException, SystemException {
        platform.retrieveUserTransaction().begin();
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException("the container commits");
    }

    @Override
    public void rollback() {
        throw new UnsupportedOperationException("the container rolls back");
    }

    @Override
    public Transaction getTransaction() {
        throw new UnsupportedOperationException("the container does not expose its transaction");
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        platform.retrieveUserTransaction().setTransactionTimeout(seconds);
    }
}

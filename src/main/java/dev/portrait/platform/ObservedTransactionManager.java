package dev.portrait.platform;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * As much of a transaction manager as can be had without a server's own classes: it sees the transaction, it does not
 * run it. The container begins and ends transactions, so Hibernate needs no more.
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
            return Status.STATUS_NO_TRANSACTION; // while the factory is built, the registry may not be bound yet
        }
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        platform.setRollbackOnly();
    }

    /** Hibernate suspends around work of its own at start, when there is nothing to suspend. */
    @Override
    public @Nullable Transaction suspend() {
        if (getStatus() == Status.STATUS_NO_TRANSACTION) {
            return null;
        }
        throw new UnsupportedOperationException("a transaction of the container cannot be suspended");
    }

    @Override
    public void resume(@Nullable Transaction transaction) {
        if (transaction != null) {
            throw new UnsupportedOperationException("a transaction of the container cannot be resumed");
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
        throw new UnsupportedOperationException("the container keeps its transaction");
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        platform.retrieveUserTransaction().setTransactionTimeout(seconds);
    }
}

package dev.portrait.platform.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/** Shows Hibernate the server's transactions by the two JNDI names that Jakarta EE guarantees. */
public class StandardJtaPlatform implements JtaPlatform {

    private static final long serialVersionUID = 1L;

    // Looked up once: a lookup costs as much as a commit.
    private transient volatile @Nullable TransactionSynchronizationRegistry registry;

    @Override
    public TransactionManager retrieveTransactionManager() {
        return new ObservedTransactionManager(this);
    }

    @Override
    public UserTransaction retrieveUserTransaction() {
        return ServerResource.lookUp("java:comp/UserTransaction", UserTransaction.class);
    }

    @Override
    public Object getTransactionIdentifier(Transaction transaction) {
        return transaction;
    }

    @Override
    public boolean canRegisterSynchronization() {
        return getCurrentStatus() == Status.STATUS_ACTIVE;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        registry().registerInterposedSynchronization(synchronization);
    }

    @Override
    public int getCurrentStatus() {
        return registry().getTransactionStatus();
    }

    void setRollbackOnly() throws SystemException {
        registry().setRollbackOnly();
    }

    private TransactionSynchronizationRegistry registry() {
        TransactionSynchronizationRegistry known = registry;
        if (known == null) {
            known = ServerResource.lookUp(
                    "java:comp/TransactionSynchronizationRegistry", TransactionSynchronizationRegistry.class);
            registry = known;
        }
        return known;
    }
}

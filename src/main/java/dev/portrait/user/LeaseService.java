package dev.portrait.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Keeps leases in the database, by its clock, for work that one node does at a time. The leases of a node that dies expire.
 */
@ApplicationScoped
public class LeaseService {

    @Inject
    UserRepository repository;

    @Inject
    Transactions transactions;

    /** Takes or prolongs a lease for ten minutes. Returns false if another holder has it. */
    public boolean hold(String lease, String holder) {
        return transactions.inNew(() -> repository.holdLease(lease, holder));
    }

    /** Ends the holder's lease. */
    public void release(String lease, String holder) {
        transactions.inNew(() -> repository.endLease(lease, holder));
    }
}

package dev.portrait.user;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Leases in the database, by its clock: work that one node does at a time. A node that dies keeps its leases until they
 * end by themselves.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeaseService {

    @Inject
    UserRepository repository;

    /** Takes or prolongs a lease for ten minutes; false if another one than the holder has it. */
    public boolean hold(String lease, String holder) {
        repository.joinTransaction();
        return repository.holdLease(lease, holder);
    }

    /** Ends the holder's lease. */
    public void release(String lease, String holder) {
        repository.joinTransaction();
        repository.endLease(lease, holder);
    }
}

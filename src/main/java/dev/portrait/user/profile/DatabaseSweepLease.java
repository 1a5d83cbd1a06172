package dev.portrait.user.profile;

import dev.portrait.media.SweepLease;
import dev.portrait.user.LeaseService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/** Keeps the sweeper's lease in the database. */
@ApplicationScoped
public class DatabaseSweepLease implements SweepLease {

    private static final String LEASE = "sweep";

    @Inject
    LeaseService leases;

    @Override
    @ActivateRequestContext // the sweeper runs outside requests
    public boolean hold(String holder) {
        return leases.hold(LEASE, holder);
    }

    @Override
    @ActivateRequestContext
    public void release(String holder) {
        leases.release(LEASE, holder);
    }
}

package dev.portrait.user.web;

import dev.portrait.media.SweepLease;
import dev.portrait.user.LeaseService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/** The sweeper's lease, in the database of the users. */
@ApplicationScoped
public class UserSweepLease implements SweepLease {

    private static final String LEASE = "sweep";

    @Inject
    LeaseService leases;

    @Override
    @ActivateRequestContext // the sweeper works for no request
    public boolean hold(String holder) {
        return leases.hold(LEASE, holder);
    }

    @Override
    @ActivateRequestContext
    public void release(String holder) {
        leases.release(LEASE, holder);
    }
}

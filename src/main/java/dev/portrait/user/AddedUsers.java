package dev.portrait.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/** Stores the texts by which users are found whom another program added to the table of users. */
@ApplicationScoped
public class AddedUsers {

    private static final int BATCH = 100;

    @Inject
    UserIndex index;

    @Inject
    Database database;

    /** Does this for some users. Returns whether there may be more. */
    @ActivateRequestContext // timers run outside requests
    public boolean updateNext() {
        return database.change(attempt -> index.updateNext(BATCH)) == BATCH;
    }
}

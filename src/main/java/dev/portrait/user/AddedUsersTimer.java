package dev.portrait.user;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks every other minute for users whom another program added. */
@Singleton
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
public class AddedUsersTimer {

    private static final Logger LOG = Logger.getLogger(AddedUsersTimer.class.getName());

    @Inject
    AddedUsers users;

    // Catches all exceptions, because Payara discards a timer that fails (eclipse-ee4j/glassfish#20749).
    @Schedule(hour = "*", minute = "*/2", persistent = false)
    void update() {
        try {
            boolean more = true;
            while (more) {
                more = users.updateNext();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Users whom another program added cannot be found by search yet", e);
        }
    }
}

package dev.portrait.ops;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.security.AccessDenied;
import dev.portrait.security.CurrentUser;
import dev.portrait.telemetry.RequestId;
import dev.portrait.user.ErasedSubject;
import dev.portrait.user.ProfileChanged;
import dev.portrait.user.UserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs each change of a profile as a line of JSON: caller, user and names of the fields, never their values. */
@ApplicationScoped
public class AuditLog {

    /** The log category. */
    static final String CATEGORY = "dev.portrait.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String ADMINISTRATOR = "administrator";

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProfileChanged change) {
        log(change.userId(), caller(), change.fields(), outcome(change.status()));
    }

    void rolledBack(@Observes(during = TransactionPhase.AFTER_FAILURE) ProfileChanged change) {
        log(change.userId(), caller(), change.fields(), "rolled_back");
    }

    void denied(@Observes AccessDenied denial) {
        log(denial.userId(), Long.toString(denial.callerId()), List.of(), "denied");
    }

    // A caller without a token uses the server's management.
    private String caller() {
        return currentUser
                .id()
                .map(String::valueOf)
                .or(() -> currentUser.subject().map(subject -> "sub:" + ErasedSubject.digest(subject)))
                .orElse(ADMINISTRATOR);
    }

    private static String outcome(UserStatus status) {
        return switch (status) {
            case DELETED -> "deleted";
            case UNREGISTERED -> "erased";
            default -> "changed";
        };
    }

    private void log(long userId, String caller, Collection<String> fields, String outcome) {
        JsonArrayBuilder names = JSON.createArrayBuilder();
        fields.stream().sorted().forEach(names::add);
        String entry = JSON.createObjectBuilder()
                .add("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("user", userId)
                .add("caller", caller)
                .add("fields", names)
                .add("request", RequestId.current())
                .add("outcome", outcome)
                .build()
                .toString();
        // With the names, the record need not walk the stack. For logp, Open Liberty 25.0.0.9 searches its own classes
        // for this
        // class at each call.
        LogRecord line = new LogRecord(Level.INFO, entry);
        line.setLoggerName(CATEGORY);
        line.setSourceClassName(AuditLog.class.getName());
        line.setSourceMethodName(outcome);
        LOG.log(line);
    }
}

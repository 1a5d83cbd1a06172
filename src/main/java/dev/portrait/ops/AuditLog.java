package dev.portrait.ops;

import dev.portrait.security.AccessDenied;
import dev.portrait.security.CurrentUser;
import dev.portrait.telemetry.RequestId;
import dev.portrait.user.ProfileChanged;
import dev.portrait.user.UserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.logging.Logger;

/** One line of JSON for each change of a profile: who, whose, which fields; never a value. */
@ApplicationScoped
public class AuditLog {

    // The methods of jakarta.json.Json look for it each time, in every jar that the server has.
    private static final JsonProvider JSON = JsonProvider.provider();

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

    // Who has no token came by the server's own management.
    private String caller() {
        return currentUser.caller().orElse(ADMINISTRATOR);
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
        LOG.info(JSON.createObjectBuilder()
                .add("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("user", userId)
                .add("caller", caller)
                .add("fields", names)
                .add("request", RequestId.current())
                .add("outcome", outcome)
                .build()
                .toString());
    }
}

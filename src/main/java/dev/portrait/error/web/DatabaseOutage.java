package dev.portrait.error.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Recognizes the exceptions for a database that is unavailable or overloaded, as opposed to a wrong statement. */
final class DatabaseOutage {

    // PostgreSQL (appendix A of its manual): 08 connection exception, 53 insufficient resources, 55P03 lock not
    // available,
    // 57 operator intervention. H2: 90067 connection broken, 90098 and 90121 database closed.
    private static final List<String> STATES = List.of("08", "53", "55P03", "57", "90067", "90098", "90121");

    private DatabaseOutage() {}

    static boolean isIndicatedBy(Throwable cause) {
        return cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))
                || isFailedCommit(cause);
    }

    // The database reports a wrong statement when it is sent, so a failed commit means an outage. Payara 6.2025.10
    // drops the
    // SQLException of the commit; WildFly 39.0.1 adds the XAException as suppressed.
    private static boolean isFailedCommit(Throwable cause) {
        return cause instanceof XAException || Stream.of(cause.getSuppressed()).anyMatch(XAException.class::isInstance);
    }

    // Databases always set a state. Pools do not, when they cannot open a connection or have none left.
    private static boolean isOutage(@Nullable String state) {
        return state == null || STATES.stream().anyMatch(state::startsWith);
    }
}

package dev.portrait.error.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, or has no capacity, from a statement that is wrong. */
final class LostDatabase {

    private static final List<String> OUTAGES = List.of("08", "53", "55P03", "57", "90067", "90098", "90121");

    private LostDatabase() {}

    static boolean isToldBy(Throwable cause) {
        return cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))
                || isFailedCommit(cause);
    }

    // What is wrong with a statement is told when it is sent: a commit fails by its database. WildFly tells that beside
    // the causes, Payara without the SQLException that it was.
    private static boolean isFailedCommit(Throwable cause) {
        return cause instanceof XAException || Stream.of(cause.getSuppressed()).anyMatch(XAException.class::isInstance);
    }

    // A database always gives a state; only pools that cannot open a connection, or have none left, give none. Else:
    // 08 connection, 53 resources, 55P03 a lock that nobody lets go, 57 operator intervention (PostgreSQL appendix A);
    // 90067, 90098, 90121: H2 is closed.
    private static boolean isOutage(@Nullable String state) {
        return state == null || OUTAGES.stream().anyMatch(state::startsWith);
    }
}

package dev.portrait.error.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, or has no capacity, from a statement that is wrong. */
final class LostDatabase {

    private LostDatabase() {}

    static boolean isToldBy(Throwable cause) {
        return cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))
                // what the pools say when they cannot open a connection, or have none left (Jakarta Connectors 2.1)
                || cause instanceof jakarta.resource.ResourceException;
    }

    // 08 connection, 53 resources, 57 operator intervention (PostgreSQL appendix A); 90 with 098, 121, 067: H2 is
    // closed
    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.equals("90098")
                        || state.equals("90121")
                        || state.equals("90067"));
    }
}

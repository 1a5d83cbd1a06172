package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How the services work with the database: what is forestalled is tried again, what fails is told in our words. */
@Dependent
class Transactions {

    private static final int ATTEMPTS = 10;
    private static final int RETRIES = 3;
    private static final int FIRST_PAUSE_MILLIS = 10;
    // A database that rolls back says so at once; one that took longer is ill, and its caller waits for an answer.
    private static final long PROMPT = TimeUnit.SECONDS.toNanos(1);
    // ISO/IEC 9075, the same in every database: a broken constraint; a deadlock or a serialization failure.
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ROLLED_BACK = "40";

    @Inject
    UserRepository users;

    @Inject
    FailedCommit failedCommit;

    @Inject
    Metrics metrics;

    // Fields, so that tests can make time pass.
    LongSupplier nanoTime = System::nanoTime;
    LongConsumer parkNanos = LockSupport::parkNanos;

    /** Reads outside of any transaction. */
    <T> T read(Supplier<T> query) {
        return metrics.time(Metric.DATABASE, "read", () -> {
            try {
                return query.get();
            } catch (PersistenceException e) {
                throw new RequestException(ErrorCode.ERROR, e);
            }
        });
    }

    /** Runs a transaction from its beginning to its commit, which is where most of the time goes. */
    <T> T write(Supplier<T> transaction) {
        return metrics.time(Metric.DATABASE, "write", transaction);
    }

    /**
     * Tries a step until nobody forestalls it: ten times while a name that it draws is taken, and three times again, each
     * after a longer pause, what the database rolled back, be it at a statement or at the commit.
     *
     * @param step takes the number of the attempt, from 1 on
     * @throws RequestException {@code conflict} if the database kept rolling back
     * @throws EJBException if a commit failed, and nobody can tell in time what became of it
     */
    <T> T attempt(IntFunction<T> step) {
        for (int number = 1; ; number++) {
            long begin = nanoTime.getAsLong();
            try {
                return step.apply(number);
            } catch (RequestException e) {
                boolean rolledBack = e.getCause() != null;
                if (e.code() != ErrorCode.CONFLICT || number >= (rolledBack ? 1 + RETRIES : ATTEMPTS)) {
                    throw e;
                }
                users.forget();
                if (rolledBack) {
                    pause(number);
                }
            } catch (EJBException e) {
                if (number > RETRIES || nanoTime.getAsLong() - begin > PROMPT || !rolledBackAtCommit()) {
                    throw e;
                }
                pause(number);
            }
        }
    }

    private boolean rolledBackAtCommit() {
        Optional<User> sent = users.sent();
        users.forget();
        try {
            return sent.isPresent() && failedCommit.rolledBack(sent.get());
        } catch (PersistenceException | EJBException e) {
            return false;
        } finally {
            users.forget();
        }
    }

    // Drawn, so that those who met once do not meet again.
    private void pause(int attempt) {
        long bound = TimeUnit.MILLISECONDS.toNanos((long) FIRST_PAUSE_MILLIS << (attempt - 1));
        parkNanos.accept(ThreadLocalRandom.current().nextLong(bound));
    }

    /**
     * Changes users inside the transaction that runs. Whatever fails in here fails before the commit: a RequestException
     * says that nothing was changed, for certain.
     *
     * @param notUnique what a broken unique constraint means here
     */
    <T> T change(RequestException notUnique, Supplier<T> step) {
        try {
            users.joinTransaction();
            return step.get();
        } catch (OptimisticLockException e) {
            throw new RequestException(ErrorCode.CONFLICT, e);
        } catch (PersistenceException e) {
            String state = sqlState(e);
            if (state.equals(UNIQUE_VIOLATION)) {
                throw notUnique;
            }
            throw new RequestException(state.startsWith(ROLLED_BACK) ? ErrorCode.CONFLICT : ErrorCode.ERROR, e);
        }
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}

package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Runs the reads and changes of services. Retries conflicts and turns database failures into RequestExceptions. */
@Dependent
class Database {

    private static final int MAX_NAMES = 10;
    private static final int MAX_RETRIES = 3;
    private static final int FIRST_PAUSE_MILLIS = 10;
    // A healthy database rolls back at once. After a slow failure the caller gets an answer instead of a retry.
    private static final long MAX_RETRIED_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    UserRepository users;

    // Not @Inject: at each call, Weld asks Payara for the business object, which costs a failing JNDI look-up (seen in
    // 6.2025.10).
    @EJB
    Transactions transactions;

    @Inject
    Metrics metrics;

    // Fields, so that tests control the time.
    LongSupplier nanoTime = System::nanoTime;
    LongConsumer parkNanos = LockSupport::parkNanos;

    /**
     * Reads without a transaction.
     *
     * @throws RequestException {@code error} if the database failed
     */
    <T> T read(Supplier<T> query) {
        return metrics.time(Metric.DATABASE, "read", () -> {
            try {
                return query.get();
            } catch (PersistenceException e) {
                throw new RequestException(ErrorCode.ERROR, e);
            }
        });
    }

    /**
     * Changes users in a transaction. Retries up to three times, with growing pauses, what the database rolled back.
     *
     * @param step takes the number of the attempt, from 1 on
     * @throws RequestException of the step; {@code conflict} if the database kept rolling back
     * @throws EJBException if a commit failed and its outcome is unknown
     */
    <T> T change(IntFunction<T> step) {
        return change(Database::conflict, step);
    }

    /**
     * As the other, for changes that may violate a unique constraint.
     *
     * @param notUnique makes the exception for a violated unique constraint
     */
    <T> T change(Supplier<RequestException> notUnique, IntFunction<T> step) {
        return attempt(1, notUnique, step);
    }

    /** As {@link #change}; makes up to ten attempts while the generated name is taken. */
    <T> T changeWithGeneratedName(IntFunction<T> step) {
        return attempt(MAX_NAMES, Database::conflict, step);
    }

    private static RequestException conflict() {
        return new RequestException(ErrorCode.CONFLICT);
    }

    private <T> T attempt(int maxNames, Supplier<RequestException> notUnique, IntFunction<T> step) {
        for (int number = 1; ; number++) {
            int current = number;
            long begin = nanoTime.getAsLong();
            try {
                return metrics.time(Metric.DATABASE, "write", () -> transactions.inNew(() -> step.apply(current)));
            } catch (FailedAttempt e) {
                users.forget();
                if (e.kind() == FailedAttempt.Cause.NOT_UNIQUE) {
                    if (number >= maxNames) {
                        throw notUnique.get();
                    }
                } else if (number > MAX_RETRIES) {
                    throw new RequestException(ErrorCode.CONFLICT, e);
                } else {
                    pause(number);
                }
            } catch (EJBException e) {
                if (number > MAX_RETRIES || nanoTime.getAsLong() - begin > MAX_RETRIED_NANOS || !wasRolledBack()) {
                    throw e;
                }
                pause(number);
            }
        }
    }

    /**
     * Returns whether the transaction whose commit failed was rolled back. The server does not say, but the row does: when
     * its lock is granted, the transaction has ended.
     *
     * @return false if it committed, or if a later change or a failure makes that impossible to tell
     */
    private boolean wasRolledBack() {
        Optional<User> sent = users.sent();
        users.forget();
        try {
            return sent.isPresent() && transactions.inNew(() -> isOlder(sent.get()));
        } catch (RequestException | FailedAttempt | EJBException e) {
            return false;
        } finally {
            users.forget();
        }
    }

    private boolean isOlder(User sent) {
        return users.lock(sent.id())
                .filter(row -> row.version() >= sent.version())
                .isEmpty();
    }

    // Random, so that the same requests do not collide again.
    private void pause(int attempt) {
        long bound = TimeUnit.MILLISECONDS.toNanos((long) FIRST_PAUSE_MILLIS << (attempt - 1));
        parkNanos.accept(ThreadLocalRandom.current().nextLong(bound));
    }
}

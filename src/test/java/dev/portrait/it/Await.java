package dev.portrait.it;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until a condition holds. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    /** Polls the condition for up to a minute. An exception or assertion error of the condition fails the test at once. */
    static void until(String what, Condition condition) {
        until(what, LIMIT, condition);
    }

    /** Polls the condition for up to the given time. */
    static void until(String what, Duration limit, Condition condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .pollInSameThread()
                .until(condition::holds);
    }

    /** A condition to wait for. */
    interface Condition {
        boolean holds() throws Exception;
    }
}

package dev.portrait.it;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until a condition holds. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    /** Checks the condition again and again for a minute. What it throws fails the test at once. */
    static void until(String what, Condition condition) {
        until(what, LIMIT, condition);
    }

    /** The same for at most the given time. */
    static void until(String what, Duration limit, Condition condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .pollInSameThread()
                .until(condition::holds);
    }

    /** What may come to hold. */
    interface Condition {
        boolean holds() throws Exception;
    }
}

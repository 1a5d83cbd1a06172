package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits for what happens by itself. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private Await() {}

    /** Asks again and again whether it is so; that it becomes so is asserted. */
    static void until(String what, Condition condition) throws Exception {
        until(what, LIMIT, condition);
    }

    /** The same, for what takes longer than a minute. */
    static void until(String what, Duration patience, Condition condition) throws Exception {
        Instant limit = Instant.now().plus(patience);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(limit);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** What may become so. */
    interface Condition {
        boolean holds() throws Exception;
    }
}

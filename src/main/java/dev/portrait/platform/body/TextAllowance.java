package dev.portrait.platform.body;

import dev.portrait.memory.Budget;
import java.io.IOException;

/**
 * The text that one body may contain. Runtimes and parsers hold it in memory several times, so it takes memory from a budget as it grows.
 * The first 64 KiB are free: texts of usual length never wait.
 */
final class TextAllowance {

    /** The text of a body, in bytes. A bio of 10,000 emoji takes 120 kB in JSON. */
    static final int MAX_BYTES = 1 << 19;

    static final int FREE_BYTES = 1 << 16;
    private static final int STEP = 1 << 16;
    // An estimate: the bytes, a growing buffer of them, the decoded characters and the values.
    private static final int COPIES = 8;

    private final Budget budget;
    private final String caller;
    private final ReceivedBody body;
    private long taken;
    private long covered = FREE_BYTES;

    TextAllowance(Budget budget, String caller, ReceivedBody body) {
        this.budget = budget;
        this.caller = caller;
        this.body = body;
    }

    /**
     * Counts text.
     *
     * @throws GuardedBody.TooLarge if the body contains too much
     * @throws dev.portrait.error.RequestException {@code throttled} if the budget is used up
     */
    void take(int bytes) throws IOException {
        taken += bytes;
        if (taken > MAX_BYTES) {
            throw new GuardedBody.TooLarge();
        }
        while (taken > covered) {
            body.occupy(budget.take(caller, (long) STEP * COPIES));
            covered += STEP;
        }
    }
}

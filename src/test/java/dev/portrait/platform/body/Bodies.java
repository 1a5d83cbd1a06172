package dev.portrait.platform.body;

import dev.portrait.memory.Budget;
import java.time.Duration;

/** Limits of bodies for tests. */
final class Bodies {

    static final int BASE64_BYTES = 200_000;

    private Bodies() {}

    static TextAllowance allowance(ReceivedBody received) {
        return new TextAllowance(new Budget(1 << 30, 0, Duration.ZERO), "ann", received);
    }

    static PartLimits partLimits() {
        return new PartLimits(allowance(new ReceivedBody()), BASE64_BYTES);
    }
}

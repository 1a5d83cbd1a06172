package dev.portrait.platform.body;

import dev.portrait.memory.Budget;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The memory for the text of all request bodies. Pictures have a budget of their own. */
@Singleton
public class BodyMemory {

    private static final int PART_OF_HEAP = 8;
    private static final int MAX_WAITING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Budget budget = new Budget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, MAX_WAITING, PATIENCE);

    @Inject
    BodyMemory(Metrics metrics) {
        metrics.gauge(Metric.MEMORY, "text", budget::used);
    }

    /** Returns how many bytes there are. */
    public long total() {
        return budget.total();
    }

    Budget budget() {
        return budget;
    }
}

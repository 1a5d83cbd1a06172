package dev.portrait.telemetry;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts and times the application's work since its start. */
@Singleton
public final class Metrics {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Timing> timings = new ConcurrentHashMap<>();
    private final List<MetricsExport> exports;

    @Inject
    Metrics(@Any Instance<MetricsExport> exports) {
        this(exports.stream().toList());
    }

    /** Metrics that are told to the exports too. */
    public Metrics(List<MetricsExport> exports) {
        this.exports = List.copyOf(exports);
    }

    /**
     * One more.
     *
     * @param labelValue one of few, never anything that a client chooses
     */
    public void count(Metric metric, String labelValue) {
        counts.computeIfAbsent(metric.series(labelValue), series -> new LongAdder())
                .increment();
        exports.forEach(export -> export.counted(metric, labelValue));
    }

    /** Does the work, and notes how long it took, however it ended. */
    public <T> T time(Metric metric, String labelValue, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            record(metric, labelValue, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** Does the work, and notes how long it took, however it ended. */
    public void time(Metric metric, String labelValue, Runnable work) {
        time(metric, labelValue, () -> {
            work.run();
            return metric;
        });
    }

    /** Notes how long something took. */
    public void record(Metric metric, String labelValue, Duration time) {
        timings.computeIfAbsent(metric.series(labelValue), series -> new Timing())
                .add(time.toNanos());
        exports.forEach(export -> export.timed(metric, labelValue, time));
    }

    /**
     * All series by name: counts; of what was timed, the count, and in seconds the sum, the longest, and what 99 of 100 of
     * the latest thousand did not exceed.
     */
    public SortedMap<String, Double> snapshot() {
        SortedMap<String, Double> values = new TreeMap<>();
        counts.forEach((series, count) -> values.put(series, (double) count.sum()));
        timings.forEach((series, timing) -> timing.into(values, series));
        return values;
    }
}

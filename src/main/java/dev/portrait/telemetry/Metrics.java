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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts and times the application's work since it started. */
@Singleton
public final class Metrics {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Timing> timings = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final List<MetricsExport> exports;

    @Inject
    Metrics(@Any Instance<MetricsExport> exports) {
        this(exports.stream().toList());
    }

    /** @param exports receive every count and time too */
    public Metrics(List<MetricsExport> exports) {
        this.exports = List.copyOf(exports);
    }

    /**
     * Increments a counter.
     *
     * @param labelValue one of a few values, never one that a client chooses
     */
    public void count(Metric metric, String labelValue) {
        counts.computeIfAbsent(metric.series(labelValue), series -> new LongAdder())
                .increment();
        exports.forEach(export -> export.counted(metric, labelValue));
    }

    /** Runs the work and records how long it took, even if it fails. */
    public <T> T time(Metric metric, String labelValue, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            record(metric, labelValue, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** Runs the work and records how long it took, even if it fails. */
    public void time(Metric metric, String labelValue, Runnable work) {
        time(metric, labelValue, () -> {
            work.run();
            return metric;
        });
    }

    /** Records a time. */
    public void record(Metric metric, String labelValue, Duration time) {
        timings.computeIfAbsent(metric.series(labelValue), series -> new Timing())
                .add(time.toNanos());
        exports.forEach(export -> export.timed(metric, labelValue, time));
    }

    /** Publishes a gauge. */
    public void gauge(Metric metric, String labelValue, LongSupplier value) {
        gauges.put(metric.series(labelValue), value);
        exports.forEach(export -> export.gauged(metric, labelValue, value));
    }

    /**
     * Returns all series by name: counts, gauges, and for times the count and, in seconds, the sum, the maximum and the 99th percentile of the
     * latest 1024.
     */
    public SortedMap<String, Double> snapshot() {
        SortedMap<String, Double> values = new TreeMap<>();
        counts.forEach((series, count) -> values.put(series, (double) count.sum()));
        gauges.forEach((series, value) -> values.put(series, (double) value.getAsLong()));
        timings.forEach((series, timing) -> timing.into(values, series));
        return values;
    }
}

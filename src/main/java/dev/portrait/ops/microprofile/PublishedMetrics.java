package dev.portrait.ops.microprofile;

import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.MetricsExport;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Publishes the metrics in the server's registry, whose endpoint has the format of Prometheus. */
@ApplicationScoped
public class PublishedMetrics implements MetricsExport {

    private static final Tag[] NO_TAGS = {};

    // Kept, because the registry builds and compares metadata for each look-up.
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Queue<MetricID> gauges = new ConcurrentLinkedQueue<>();

    @Inject
    MetricRegistry registry;

    @Override
    public void counted(Metric metric, String labelValue) {
        counters.computeIfAbsent(
                        metric.series(labelValue),
                        series -> registry.counter(metadata(metric, MetricUnits.NONE), tags(metric, labelValue)))
                .inc();
    }

    @Override
    public void timed(Metric metric, String labelValue, Duration time) {
        timers.computeIfAbsent(
                        metric.series(labelValue),
                        series -> registry.timer(metadata(metric, MetricUnits.NANOSECONDS), tags(metric, labelValue)))
                .update(time);
    }

    @Override
    public void gauged(Metric metric, String labelValue, LongSupplier value) {
        registry.gauge(metadata(metric, MetricUnits.NONE), value::getAsLong, tags(metric, labelValue));
        gauges.add(new MetricID(metric.wire(), tags(metric, labelValue)));
    }

    // The registry may outlive the application, and would keep its classes in memory.
    @PreDestroy
    void removeGauges() {
        gauges.forEach(registry::remove);
    }

    private static Metadata metadata(Metric metric, String unit) {
        return Metadata.builder()
                .withName(metric.wire())
                .withDescription(metric.description())
                .withUnit(unit)
                .build();
    }

    private static Tag[] tags(Metric metric, String labelValue) {
        return metric.label().isEmpty() ? NO_TAGS : new Tag[] {new Tag(metric.label(), labelValue)};
    }
}

package dev.portrait.ops.microprofile;

import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.MetricsExport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** The application's metrics in the server's own: its endpoint shows them in the format of Prometheus. */
@ApplicationScoped
public class PublishedMetrics implements MetricsExport {

    private static final Tag[] NO_TAGS = {};

    @Inject
    MetricRegistry registry;

    @Override
    public void counted(Metric metric, String labelValue) {
        registry.counter(metadata(metric, MetricUnits.NONE), tags(metric, labelValue))
                .inc();
    }

    @Override
    public void timed(Metric metric, String labelValue, Duration time) {
        registry.timer(metadata(metric, MetricUnits.NANOSECONDS), tags(metric, labelValue))
                .update(time);
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

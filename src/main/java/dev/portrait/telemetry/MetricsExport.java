package dev.portrait.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Publishes metrics in a server's own way. Servers without one have no implementation. */
public interface MetricsExport {

    /** Increments a counter. */
    void counted(Metric metric, String labelValue);

    /** Records a time. */
    void timed(Metric metric, String labelValue, Duration time);

    /** Publishes a gauge until the application is undeployed. */
    void gauged(Metric metric, String labelValue, LongSupplier value);
}

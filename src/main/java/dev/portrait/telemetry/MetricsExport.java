package dev.portrait.telemetry;

import java.time.Duration;

/** Where a server publishes metrics its own way; there is none on a server that has no such way. */
public interface MetricsExport {

    /** One more of these. */
    void counted(Metric metric, String labelValue);

    /** One of these took so long. */
    void timed(Metric metric, String labelValue, Duration time);
}

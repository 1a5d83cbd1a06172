package dev.portrait.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final List<String> exported = new ArrayList<>();
    private final Metrics metrics = new Metrics(List.of(new MetricsExport() {
        @Override
        public void counted(Metric metric, String labelValue) {
            exported.add(metric + " " + labelValue);
        }

        @Override
        public void timed(Metric metric, String labelValue, Duration time) {
            exported.add(metric + " " + labelValue + " " + time);
        }

        @Override
        public void gauged(Metric metric, String labelValue, LongSupplier value) {
            exported.add(metric + " " + labelValue + " gauge");
        }
    }));

    @Test
    void counts_each_series_separately() {
        metrics.count(Metric.REQUESTS, "success");
        metrics.count(Metric.REQUESTS, "success");
        metrics.count(Metric.REQUESTS, "error");

        assertThat(metrics.snapshot())
                .containsOnly(entry("portrait_requests.success", 2.0), entry("portrait_requests.error", 1.0));
        assertThat(exported).containsExactly("REQUESTS success", "REQUESTS success", "REQUESTS error");
    }

    @Test
    void sums_times_and_keeps_the_maximum() {
        metrics.record(Metric.STORE, "put", Duration.ofMillis(1500));
        metrics.record(Metric.STORE, "put", Duration.ofMillis(500));

        assertThat(metrics.snapshot())
                .containsOnly(
                        entry("portrait_store.put.count", 2.0),
                        entry("portrait_store.put.seconds", 2.0),
                        entry("portrait_store.put.longest_seconds", 1.5),
                        entry("portrait_store.put.p99_seconds", 1.5));
        assertThat(exported).containsExactly("STORE put PT1.5S", "STORE put PT0.5S");
    }

    @Test
    void reads_a_gauge_when_it_is_asked_for() {
        AtomicLong used = new AtomicLong(7);
        metrics.gauge(Metric.MEMORY, "heap", used::get);
        used.set(8);

        assertThat(metrics.snapshot()).containsOnly(entry("portrait_memory_used.heap", 8.0));
        assertThat(exported).containsExactly("MEMORY heap gauge");
    }

    @Test
    void computes_the_99th_percentile() {
        for (int millis = 100; millis > 0; millis--) {
            metrics.record(Metric.PICTURE_QUEUE, "", Duration.ofMillis(millis));
        }

        assertThat(metrics.snapshot())
                .containsEntry("portrait_picture_queue.p99_seconds", 0.099)
                .containsEntry("portrait_picture_queue.longest_seconds", 0.1);
    }

    @Test
    void computes_the_percentile_of_the_latest_1024_times() {
        for (int number = 0; number < 20 + 1024; number++) {
            metrics.record(Metric.PICTURE_QUEUE, "", number < 20 ? Duration.ofSeconds(10) : Duration.ofMillis(1));
        }

        assertThat(metrics.snapshot())
                .containsEntry("portrait_picture_queue.p99_seconds", 0.001)
                .containsEntry("portrait_picture_queue.longest_seconds", 10.0)
                .containsEntry("portrait_picture_queue.count", 1044.0);
    }

    @Test
    void records_the_time_of_work_that_fails() {
        Supplier<String> broken = () -> {
            throw new IllegalStateException("broken");
        };

        assertThat(metrics.<String>time(Metric.PICTURE_WORK, "", () -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> metrics.time(Metric.PICTURE_WORK, "", broken)).hasMessage("broken");

        assertThat(metrics.snapshot()).containsEntry("portrait_picture_work.count", 2.0);
    }

    private static java.util.Map.Entry<String, Double> entry(String series, double value) {
        return java.util.Map.entry(series, value);
    }
}

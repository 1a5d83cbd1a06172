package dev.portrait.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files for Prometheus and Grafana have the metrics that there are")
class MonitoringTest {

    private static final Set<Metric> COUNTED = EnumSet.of(Metric.REQUESTS, Metric.PICTURE_REFUSED);
    private static final Set<Metric> GAUGES = EnumSet.of(Metric.PICTURES_IN_WORK, Metric.MEMORY);
    private static final Pattern SERIES = Pattern.compile("\\b(portrait_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=");
    private static final Pattern RULE = Pattern.compile(
            "- pattern: '(?<pattern>.+)'\\n +name: (?<name>\\S+)\\n(?: +(?:help|type): .+\\n)+(?: +labels: (?<labels>.+)\\n)?");

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "alerts.yml"})
    @DisplayName("Queries use only existing metrics and labels")
    void queries_use_existing_metrics(String file) throws IOException {
        List<MatchResult> queried = SERIES.matcher(text(file)).results().toList();

        assertThat(queried).isNotEmpty().allSatisfy(series -> {
            Metric metric = metric(series.group(1));
            assertThat(names(metric)).contains(series.group(1));
            assertThat(Set.of("job", "instance", "quantile", metric.label()))
                    .containsAll(labels(series.group(2) == null ? "" : series.group(2)));
        });
    }

    @Test
    @DisplayName("The dashboard shows each metric")
    void dashboard_shows_each() throws IOException {
        assertThat(SERIES.matcher(text("grafana-dashboard.json")).results().map(series -> metric(series.group(1))))
                .contains(Metric.values());
    }

    @Test
    @DisplayName("The JMX exporter translates JMX names to the names and labels of MicroProfile Metrics")
    void exporter_translates() throws IOException {
        Metrics metrics = new Metrics(List.of());
        for (Metric metric : Metric.values()) {
            String value = metric.label().isEmpty() ? "" : "some_value";
            if (COUNTED.contains(metric)) {
                metrics.count(metric, value);
            } else if (GAUGES.contains(metric)) {
                metrics.gauge(metric, value, () -> 1);
            } else {
                metrics.record(metric, value, Duration.ofSeconds(1));
            }
        }

        List<MatchResult> rules =
                RULE.matcher(text("jmx-exporter.yml")).results().toList();
        Set<String> exported = metrics.snapshot().keySet().stream()
                .flatMap(key -> exported("dev.portrait<type=Portrait, key=" + key + "><>Metrics: 1.0", rules))
                .collect(Collectors.toSet());

        assertThat(exported)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Metric.values())
                        .flatMap(MonitoringTest::series)
                        .toList());
    }

    private static Stream<String> exported(String attribute, List<MatchResult> rules) {
        return rules.stream()
                .flatMap(rule -> {
                    Matcher matcher = Pattern.compile(rule.group(1)).matcher(attribute);
                    String labels = rule.group(3) == null ? "" : rule.group(3);
                    return matcher.find()
                            ? Stream.of(
                                    matcher.replaceFirst(rule.group(2) + labels).replace(": 1.0", ""))
                            : Stream.of();
                })
                .limit(1);
    }

    private static Stream<String> series(Metric metric) {
        String label = metric.label().isEmpty() ? "" : metric.label() + ": \"some_value\"";
        return names(metric).stream().map(name -> {
            String quantile = name.endsWith("_seconds") ? "quantile: \"0.99\"" : "";
            String labels =
                    Stream.of(label, quantile).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
            return labels.isEmpty() ? name : name + "{" + labels + "}";
        });
    }

    private static List<String> names(Metric metric) {
        String name = metric.wire();
        if (GAUGES.contains(metric)) {
            return List.of(name);
        }
        return COUNTED.contains(metric)
                ? List.of(name + "_total")
                : List.of(name + "_seconds", name + "_seconds_count", name + "_seconds_sum");
    }

    private static Metric metric(String name) {
        return Stream.of(Metric.values())
                .filter(metric -> names(metric).contains(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such metric: " + name));
    }

    private static Set<String> labels(String selector) {
        return LABEL.matcher(selector).results().map(label -> label.group(1)).collect(Collectors.toSet());
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("server-config", "monitoring", file));
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EveryServer
@Tag("direct")
@DisplayName("MicroProfile Health and Metrics")
class MicroProfileIT {

    private static final Pattern METRIC = Pattern.compile("portrait_[a-z_]+");
    private static final Pattern PERCENTILE =
            Pattern.compile("portrait_picture_(?:queue|work)_seconds\\{[^}]*quantile=\"0.99\"[^}]*} (\\S+)");

    private final Portrait portrait;
    private final RunningServer server;

    MicroProfileIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
    }

    @Test
    @DisplayName("Health has live, ready and started checks and names the parts")
    void has_all_health_checks() {
        assertThat(check("live").getString("status")).isEqualTo("UP");
        assertThat(check("started").getJsonObject("data").getString("schema")).matches("\\d+");
        assertThat(check("ready").getJsonObject("data").toString())
                .contains("\"database\":\"up\"", "\"media\":\"up\"", "\"keys\":\"up\"");
    }

    private JsonObject check(String kind) {
        Answer answer = portrait.get(server.health() + "/" + kind);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("portrait-" + kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("The server's metrics, if it has any, include those of Portrait")
    void publishes_metrics() {
        Person ann = portrait.person();
        ann.put(new Multipart().file("avatar", Photos.jpeg(40, 30))).user();
        ann.put(new Multipart().file("avatar", new byte[] {1})).refusedFields("avatar:unsupported_image");

        server.metrics().ifPresent(address -> {
            String text = portrait.send(portrait.request(address.toString())
                            .header("Accept", "text/plain")
                            .GET())
                    .text();
            assertThat(text)
                    .containsPattern("portrait_requests_total\\{[^}]*outcome=\"success\"[^}]*} [1-9]")
                    .containsPattern("portrait_picture_work_seconds_count(\\{[^}]*})? [1-9]")
                    .containsPattern("portrait_picture_queue_seconds_count(\\{[^}]*})? [1-9]")
                    .containsPattern("portrait_picture_refused_total\\{[^}]*reason=\"unsupported_image\"[^}]*} [1-9]")
                    .containsPattern("portrait_store_seconds_count\\{[^}]*operation=\"put\"[^}]*} [1-9]")
                    .containsPattern("portrait_database_seconds_count\\{[^}]*operation=\"write\"[^}]*} [1-9]");
            assertThat(METRIC.matcher(monitoring("grafana-dashboard.json") + monitoring("alerts.yml"))
                            .results()
                            .map(MatchResult::group)
                            .distinct())
                    .hasSizeGreaterThan(8)
                    .allSatisfy(metric -> assertThat(text).containsPattern("(?m)^" + metric + "[{ ]"));
            assertThat(percentiles(text))
                    .isNotEmpty()
                    .allSatisfy(seconds -> assertThat(seconds).isBetween(0.0, 10.0));
        });
    }

    // Payara 6.2025.10 publishes nanoseconds (https://github.com/payara/Payara/pull/8155). Like the dashboard and the
    // alerts, values over 1000 are taken as such.
    private static List<Double> percentiles(String text) {
        return PERCENTILE
                .matcher(text)
                .results()
                .map(result -> Double.valueOf(result.group(1)))
                .map(value -> value > 1000 ? value / 1e9 : value)
                .toList();
    }

    private static String monitoring(String file) {
        try {
            return Files.readString(Path.of("server-config", "monitoring", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

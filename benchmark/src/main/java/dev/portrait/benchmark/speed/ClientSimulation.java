package dev.portrait.benchmark.speed;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.RawFileBodyPart;
import static io.gatling.javaapi.http.HttpDsl.StringBodyPart;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.portrait.benchmark.SourceFile;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * A number of clients, each of which sends its next request when the last one is answered. System properties say which
 * {@code load}, to which {@code url}, how many {@code clients}, for how many {@code seconds}, and where the {@code people}
 * with their tokens, the {@code photos} and a {@code picture} are; {@code admin} is the token of an administrator.
 */
public final class ClientSimulation extends Simulation {

    private static final String PROFILE = "api/v2/user/#{id}/";
    private static final double MOST_FAILURES_PERCENT = 0.1;

    /** Lets Gatling send the load, and fail if one request in a thousand does. */
    public ClientSimulation() {
        Load load = Load.valueOf(System.getProperty("load"));
        setUp(scenario(load.name()).exec(chain(load)).injectOpen(atOnceUsers(Integer.getInteger("clients"))))
                .protocols(http.baseUrl(System.getProperty("url"))
                        .disableCaching()
                        .header("Authorization", "Bearer #{token}"))
                .maxDuration(Duration.ofSeconds(Integer.getInteger("seconds")))
                .assertions(global().failedRequests().percent().lt(MOST_FAILURES_PERCENT));
    }

    private static ChainBuilder chain(Load load) {
        return switch (load) {
            case PGBENCH -> throw new IllegalArgumentException("pgbench is a client of its own");
            case BARE -> always(http("bare").get("bare/").check(status().is(200)));
            case PUT_TEXT -> always(putText());
            case GET -> always(get());
            case GET_UNCHANGED -> unchanged();
            case PICTURE -> always(picture());
            case PUT_SMALL -> always(putAvatar(SourceFile.JPEG_200_KB));
            case PUT_LARGE -> always(putAvatar(SourceFile.JPEG_12_MEGAPIXELS));
            case DAY -> day();
            case SEARCH -> always(search());
        };
    }

    private static ChainBuilder always(HttpRequestActionBuilder request) {
        return exec(forever().on(aPerson(), exec(request)));
    }

    private static ChainBuilder aPerson() {
        return feed(csv(System.getProperty("people")).random());
    }

    private static HttpRequestActionBuilder get() {
        return http("get").get(PROFILE).check(status().is(200));
    }

    private static ChainBuilder unchanged() {
        return exec(
                aPerson(),
                exec(get().check(header("ETag").saveAs("tag"))),
                forever()
                        .on(exec(http("unchanged")
                                .get(PROFILE)
                                .header("If-None-Match", "#{tag}")
                                .check(status().is(304)))));
    }

    private static HttpRequestActionBuilder search() {
        return http("search")
                .get("api/v2/user/?limit=20&search=#{name}")
                .header("Authorization", "Bearer " + System.getProperty("admin"))
                .check(status().is(200));
    }

    private static HttpRequestActionBuilder picture() {
        return http("picture").get(System.getProperty("picture")).check(status().is(200));
    }

    // Each changes its row: what is the same would not be written.
    private static HttpRequestActionBuilder putText() {
        return http("put text")
                .put(PROFILE)
                .formParam("bio", session -> UUID.randomUUID().toString())
                .check(status().is(200));
    }

    private static HttpRequestActionBuilder putAvatar(SourceFile photo) {
        return http("put " + photo.title())
                .put(PROFILE)
                .bodyPart(StringBodyPart("bio", session -> UUID.randomUUID().toString()))
                .bodyPart(RawFileBodyPart(
                                "avatar",
                                photo.in(Path.of(System.getProperty("photos"))).toString())
                        .fileName("photo.jpg")
                        .contentType("image/jpeg"))
                .asMultipartForm()
                .check(status().is(200));
    }

    private static ChainBuilder day() {
        return exec(forever()
                .on(
                        aPerson(),
                        randomSwitch()
                                .on(
                                        percent(60).then(exec(get())),
                                        percent(35).then(exec(picture())),
                                        percent(4).then(exec(putText())),
                                        percent(1).then(exec(putAvatar(SourceFile.JPEG_200_KB))))));
    }
}

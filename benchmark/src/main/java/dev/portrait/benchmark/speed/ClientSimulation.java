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
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Simulates clients that each send their next request after the previous response. Configured by system properties:
 * {@code load}, {@code url}, the number of {@code clients}, the duration in {@code seconds}, the paths of the {@code people}
 * with their tokens, of the {@code photos}, of a {@code picture} and of an {@code avatar} for other programs, and {@code admin}, the token of an administrator.
 */
public final class ClientSimulation extends Simulation {

    private static final String PROFILE = "api/v2/user/#{id}/";
    private static final double MAX_FAILURES_PERCENT = 0.1;

    /** Sets up the load. The run fails if at least 0.1 % of the requests fail. */
    public ClientSimulation() {
        Load load = Load.valueOf(System.getProperty("load"));
        HttpProtocolBuilder anyone = http.baseUrl(System.getProperty("url")).disableCaching();
        setUp(scenario(load.name()).exec(chain(load)).injectOpen(atOnceUsers(Integer.getInteger("clients"))))
                .protocols(load == Load.LOOK_UP ? anyone : anyone.header("Authorization", "Bearer #{token}"))
                .maxDuration(Duration.ofSeconds(Integer.getInteger("seconds")))
                .assertions(global().failedRequests().percent().lt(MAX_FAILURES_PERCENT));
    }

    private static ChainBuilder chain(Load load) {
        return switch (load) {
            case PGBENCH -> throw new IllegalArgumentException("pgbench is not a load of Gatling");
            case BARE -> always(http("bare").get("bare/").check(status().is(200)));
            case PUT_TEXT -> always(putText());
            case GET -> always(get());
            case GET_UNCHANGED -> unchanged();
            case GET_MANY -> many();
            case DIRECTORY -> always(directory());
            case PICTURE -> always(picture());
            case LOOK_UP ->
                always(http("avatar").get(System.getProperty("avatar")).check(status().is(200)));
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

    private static ChainBuilder many() {
        return exec(forever()
                .on(
                        feed(csv(System.getProperty("people")).random(), Load.MANY),
                        exec(session -> session.set("ids", String.join(",", session.<String>getList("id")))
                                .set("token", session.<String>getList("token").get(0))),
                        exec(http("get many").get("api/v2/users/?id=#{ids}").check(status().is(200)))));
    }

    // All users match.
    private static HttpRequestActionBuilder directory() {
        return http("directory").get("api/v2/users/?search=name").check(status().is(200));
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

    // Sends a new value each time, because an unchanged value would not be written.
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

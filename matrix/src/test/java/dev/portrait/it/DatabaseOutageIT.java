package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@EveryServer
@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Outages of the database")
class DatabaseOutageIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final int CALLERS = 40; // more than the connections in the pool
    private static final int PEOPLE = 6;
    private static final int RUN_LAST = Integer.MAX_VALUE;

    private final int standbyPort = ServerProcess.freePort();
    private Path folder;
    private DurablePostgres postgres;
    private OwnServer own;
    private Person ann;
    private List<Person> callers;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "outage")
                .toAbsolutePath();
        postgres = new DurablePostgres(folder.resolve("postgres"));
        own = OwnServer.start(
                ApplicationServer.chosen(),
                folder,
                Map.of("portrait.avatars.lookup", "subject"),
                postgres.databaseOr(standbyPort));
        ann = own.portrait().person();
        callers = Stream.generate(own.portrait()::person).limit(CALLERS).toList();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("A lost connection at the commit is a 503, and requests succeed again within 5 s")
    void refuses_if_the_connection_is_lost_at_the_commit() throws SQLException {
        postgres.execute("create function die() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
        postgres.execute("create constraint trigger dies after update on portrait_user deferrable initially deferred"
                + " for each row when (new.bio = 'lost') execute function die()");
        Multipart form = new Multipart().text("bio", "lost").file("avatar", Photos.jpeg(60, 40));

        assertThat(ann.put(form).refused(503, "unavailable").header("Retry-After"))
                .isNotEmpty();

        awaitServed(ann, Instant.now().plus(TIME_LIMIT));
    }

    @Test
    @DisplayName("A serialization failure at the commit is retried three times, and the change is made once")
    void retries_a_serialization_failure() throws SQLException {
        Person bob = own.portrait().person();
        String tag = own.portrait().get(bob.path(), bob.token()).header("ETag");
        postgres.execute("create sequence lost_commits");
        postgres.execute("create function lose_commit() returns trigger language plpgsql as $$ begin"
                + " if nextval('lost_commits') % 4 <> 0 then raise exception 'lost' using errcode = '40001'; end if;"
                + " return null; end $$");
        postgres.execute("create constraint trigger loses_commits after update on portrait_user"
                + " deferrable initially deferred for each row when (new.id = " + bob.id()
                + ") execute function lose_commit()");
        Multipart form = new Multipart().text("bio", "in the end").file("avatar", Photos.jpeg(60, 40));

        JsonObject changed = own.portrait()
                .send(authorized(bob)
                        .header("If-Match", tag)
                        .header("Content-Type", form.contentType())
                        .PUT(BodyPublishers.ofByteArray(form.body())))
                .user();

        assertThat(changed.getString("bio")).isEqualTo("in the end");
        assertThat(bob.profile()).isEqualTo(changed);
        assertThat(own.portrait().get(changed.getString("avatar")).status()).isEqualTo(200);
        assertThat(own.portrait().send(authorized(bob).DELETE()).status()).isEqualTo(200);
        assertThat(postgres.texts("select last_value::text from lost_commits")).containsExactly("8");
    }

    private HttpRequest.Builder authorized(Person person) {
        return own.portrait().request(person.path()).header("Authorization", "Bearer " + person.token());
    }

    @Test
    @DisplayName("A connection lost after the commit is a 503, but the change and its picture are kept")
    void keeps_a_change_if_the_connection_is_lost_after_the_commit() throws Exception {
        Person bob = own.portrait().person();
        postgres.execute("alter system set synchronous_standby_names = 'nobody'");
        postgres.execute("select pg_reload_conf()");
        Multipart form = new Multipart().text("bio", "kept").file("avatar", Photos.jpeg(60, 40));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> bob.put(form));
        try {
            Await.until(
                    "the commit waits for a standby",
                    () -> !postgres.texts("select pg_terminate_backend(pid)::text from pg_stat_activity"
                                    + " where wait_event = 'SyncRep'")
                            .isEmpty());
        } finally {
            postgres.execute("alter system reset synchronous_standby_names");
            postgres.execute("select pg_reload_conf()");
        }

        answer.get().refused(503, "unavailable");
        awaitServed(ann, Instant.now().plus(TIME_LIMIT));
        assertThat(bob.profile().getString("bio")).isEqualTo("kept");
        assertThat(own.portrait().get(bob.profile().getString("avatar")).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName(
            "While the database is down, each request gets a 503 within 5 s that is logged once; requests succeed within 5 s of its return")
    void refuses_while_the_database_is_down() throws Exception {
        postgres.kill();
        List<Answer> refusals = assertAllRefused();
        assertThat(own.portrait()
                        .get("avatar/subject/ann")
                        .refused(503, "unavailable")
                        .header("Cache-Control"))
                .isEqualTo("no-store");

        postgres.restart();
        awaitAllServed();
        List<String> refused =
                refusals.stream().map(refusal -> refusal.header("X-Request-Id")).toList();
        assertThat(loggedRefusals().filter(refused::contains)).containsExactlyInAnyOrderElementsOf(refused);
    }

    @Test
    @DisplayName(
            "While the database does not respond, each request gets a 503 within 5 s; requests succeed within 5 s of its recovery")
    void refuses_while_the_database_does_not_respond() throws Exception {
        awaitAllServed();
        postgres.freeze();
        try {
            assertAllRefused();
            assertAllRefused();
        } finally {
            postgres.thaw();
        }
        // It has recovered when it accepts a new connection. First it serves those that callers gave up meanwhile.
        assertThat(postgres.texts("select 'recovered'")).containsExactly("recovered");
        awaitAllServed();
    }

    @Test
    @DisplayName("A change that waits for a lock is a 503 within 5 s, and its connection is released")
    void refuses_while_a_row_is_locked() throws Exception {
        String bio = ann.profile().getString("bio");
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from portrait_user where id = " + ann.id() + " for update");

            assertRefused(ann);
            Await.until(
                    "no statement waits for the lock",
                    () -> postgres.texts("select pid::text from pg_stat_activity where wait_event_type = 'Lock'")
                            .isEmpty());
        }

        assertThat(ann.profile().getString("bio")).isEqualTo(bio);
        ann.form("PUT", Map.of("bio", "kept")).user();
    }

    @Test
    @Order(RUN_LAST)
    @DisplayName("A failover loses no acknowledged change, and requests succeed within 5 s")
    void loses_nothing_in_a_failover() throws Exception {
        try (DurablePostgres standby = postgres.startStandby(folder.resolve("standby"), standbyPort)) {
            awaitAllServed();
            BusyCrowd crowd = new BusyCrowd(own.portrait(), PEOPLE, new Random());

            crowd.disrupt(() -> {
                postgres.kill();
                standby.execute("select pg_promote()");
                Instant promoted = Instant.now();
                crowd.awaitProgress();
                assertThat(Duration.between(promoted, Instant.now())).isLessThan(TIME_LIMIT);
            });

            crowd.assertNothingLost();
            assertThat(standby.texts("select bio from portrait_user where bio like 'change %'"))
                    .isNotEmpty();
        }
    }

    private Stream<String> loggedRefusals() {
        return Pattern.compile("\\[([^\\[\\]]+)\\] A request was turned away: unavailable")
                .matcher(own.running().logText())
                .results()
                .map(line -> line.group(1));
    }

    private List<Answer> assertAllRefused() throws Exception {
        return AtOnce.run(callers, DatabaseOutageIT::assertRefused);
    }

    private static Answer assertRefused(Person caller) {
        Instant begin = Instant.now();
        Answer answer = caller.form("PUT", Map.of("bio", UUID.randomUUID().toString()));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(TIME_LIMIT);
        assertThat(answer.refused(503, "unavailable").header("Retry-After")).isNotEmpty();
        return answer;
    }

    private void awaitAllServed() throws Exception {
        Instant limit = Instant.now().plus(TIME_LIMIT);
        AtOnce.run(callers, caller -> {
            awaitServed(caller, limit);
            return caller;
        });
    }

    private static void awaitServed(Person caller, Instant limit) {
        String bio = UUID.randomUUID().toString();
        Answer answer = caller.form("PUT", Map.of("bio", bio));
        while (answer.status() == 503 && Instant.now().isBefore(limit)) {
            answer = caller.form("PUT", Map.of("bio", bio));
        }
        assertThat(answer.user().getString("bio")).isEqualTo(bio);
        assertThat(Instant.now()).isBefore(limit);
    }
}

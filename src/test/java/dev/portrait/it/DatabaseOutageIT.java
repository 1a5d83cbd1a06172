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
@DisplayName("A database that fails")
class DatabaseOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CALLERS = 40; // more than there are connections
    private static final int PEOPLE = 6;
    private static final int LAST = Integer.MAX_VALUE;

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
        own = OwnServer.start(ApplicationServer.chosen(), folder, Map.of(), postgres.databaseOr(standbyPort));
        ann = own.portrait().person();
        callers = Stream.generate(own.portrait()::person).limit(CALLERS).toList();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("at the commit is a 503, as at any other moment, and serves within 5 s")
    void at_the_commit() throws SQLException {
        postgres.execute("create function die() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
        postgres.execute("create constraint trigger dies after update on portrait_user deferrable initially deferred"
                + " for each row when (new.bio = 'lost') execute function die()");
        Multipart form = new Multipart().text("bio", "lost").file("avatar", Photos.jpeg(60, 40));

        assertThat(ann.put(form).refused(503, "unavailable").header("Retry-After"))
                .isNotEmpty();

        served(ann, Instant.now().plus(PATIENCE));
    }

    @Test
    @DisplayName("to serialize at the commit is tried again three times, and what was asked for lands once")
    void rolled_back_at_the_commit() throws SQLException {
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
                .send(asked(bob)
                        .header("If-Match", tag)
                        .header("Content-Type", form.contentType())
                        .PUT(BodyPublishers.ofByteArray(form.body())))
                .user();

        assertThat(changed.getString("bio")).isEqualTo("in the end");
        assertThat(bob.profile()).isEqualTo(changed);
        assertThat(own.portrait().get(changed.getString("avatar")).status()).isEqualTo(200);
        assertThat(own.portrait().send(asked(bob).DELETE()).status()).isEqualTo(200);
        assertThat(postgres.texts("select last_value::text from lost_commits")).containsExactly("8");
    }

    private HttpRequest.Builder asked(Person person) {
        return own.portrait().request(person.path()).header("Authorization", "Bearer " + person.token());
    }

    @Test
    @DisplayName("after the commit is a 503 to which the change is done, and its picture is there")
    void lost_after_the_commit() throws Exception {
        Person bob = own.portrait().person();
        postgres.execute("alter system set synchronous_standby_names = 'nobody'");
        postgres.execute("select pg_reload_conf()");
        Multipart form = new Multipart().text("bio", "kept").file("avatar", Photos.jpeg(60, 40));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> bob.put(form));
        try {
            Await.until(
                    "its commit waits for a follower",
                    () -> !postgres.texts("select pg_terminate_backend(pid)::text from pg_stat_activity"
                                    + " where wait_event = 'SyncRep'")
                            .isEmpty());
        } finally {
            postgres.execute("alter system reset synchronous_standby_names");
            postgres.execute("select pg_reload_conf()");
        }

        answer.get().refused(503, "unavailable");
        served(ann, Instant.now().plus(PATIENCE));
        assertThat(bob.profile().getString("bio")).isEqualTo("kept");
        assertThat(own.portrait().get(bob.profile().getString("avatar")).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("is a 503 within 5 s for everybody while it is down, logged once, and serves within 5 s of its return")
    void down() throws Exception {
        postgres.kill();
        List<Answer> refusals = everybodyIsTurnedAway();

        postgres.restart();
        everybodyIsServed();
        List<String> refused =
                refusals.stream().map(refusal -> refusal.header("X-Request-Id")).toList();
        assertThat(loggedAsTurnedAway().filter(refused::contains)).containsExactlyInAnyOrderElementsOf(refused);
    }

    @Test
    @DisplayName("is a 503 within 5 s for everybody while it says nothing, and serves within 5 s of going on")
    void frozen() throws Exception {
        everybodyIsServed();
        postgres.freeze();
        try {
            everybodyIsTurnedAway();
            everybodyIsTurnedAway();
        } finally {
            postgres.thaw();
        }
        everybodyIsServed();
    }

    @Test
    @DisplayName("that lets a change wait for a lock is a 503 within 5 s, and loses no connection to it")
    void locked() throws Exception {
        String bio = ann.profile().getString("bio");
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from portrait_user where id = " + ann.id() + " for update");

            turnedAway(ann);
            Await.until(
                    "nobody waits any longer",
                    () -> postgres.texts("select pid::text from pg_stat_activity where wait_event_type = 'Lock'")
                            .isEmpty());
        }

        assertThat(ann.profile().getString("bio")).isEqualTo(bio);
        ann.form("PUT", Map.of("bio", "kept")).user();
    }

    @Test
    @Order(LAST)
    @DisplayName("and fails over loses nothing that was acknowledged, and serves within 5 s")
    void failover() throws Exception {
        try (DurablePostgres standby = postgres.standby(folder.resolve("standby"), standbyPort)) {
            everybodyIsServed();
            BusyCrowd crowd = new BusyCrowd(own.portrait(), PEOPLE, new Random());

            crowd.interrupt(() -> {
                postgres.kill();
                standby.execute("select pg_promote()");
                Instant promoted = Instant.now();
                crowd.goOn();
                assertThat(Duration.between(promoted, Instant.now())).isLessThan(PATIENCE);
            });

            crowd.check();
            assertThat(standby.texts("select bio from portrait_user where bio like 'change %'"))
                    .isNotEmpty();
        }
    }

    private Stream<String> loggedAsTurnedAway() {
        return Pattern.compile("\\[([^\\[\\]]+)\\] A request was turned away: unavailable")
                .matcher(own.running().logText())
                .results()
                .map(line -> line.group(1));
    }

    private List<Answer> everybodyIsTurnedAway() throws Exception {
        return AtOnce.run(callers, DatabaseOutageIT::turnedAway);
    }

    private static Answer turnedAway(Person caller) {
        Instant begin = Instant.now();
        Answer answer = caller.form("PUT", Map.of("bio", UUID.randomUUID().toString()));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
        assertThat(answer.refused(503, "unavailable").header("Retry-After")).isNotEmpty();
        return answer;
    }

    private void everybodyIsServed() throws Exception {
        Instant limit = Instant.now().plus(PATIENCE);
        AtOnce.run(callers, caller -> {
            served(caller, limit);
            return caller;
        });
    }

    private static void served(Person caller, Instant limit) {
        String bio = UUID.randomUUID().toString();
        Answer answer = caller.form("PUT", Map.of("bio", bio));
        while (answer.status() == 503 && Instant.now().isBefore(limit)) {
            answer = caller.form("PUT", Map.of("bio", bio));
        }
        assertThat(answer.user().getString("bio")).isEqualTo(bio);
        assertThat(Instant.now()).isBefore(limit);
    }
}

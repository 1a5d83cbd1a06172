package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("own-server")
@ExtendWith(KnownUsers.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On PostgreSQL, with users identified by id and without the right to change the schema")
class PostgresIT {

    private final KnownUsers known;
    private final EmbeddedPostgres postgres;
    private final RunningServer server;
    private final Portrait portrait;
    private final Path media;

    PostgresIT(KnownUsers known) {
        this.known = known;
        postgres = known.postgres();
        server = known.running();
        portrait = known.portrait();
        media = known.media();
    }

    @Test
    @DisplayName("PUT saves text and picture")
    void saves_text_and_picture() throws SQLException {
        Person ann = person("a");

        ann.put(new Multipart()
                        .text("date_of_birth", "1582-10-10")
                        .text("bio", "\uD83E\uDD8A")
                        .file("avatar", Photos.jpeg(800, 600)))
                .user();

        JsonObject profile = ann.profile();
        assertThat(profile.getString("date_of_birth")).isEqualTo("1582-10-10");
        assertThat(profile.getString("bio")).isEqualTo("\uD83E\uDD8A");
        assertThat(portrait.get(profile.getString("avatar")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("URLs follow the forwarded headers of a trusted proxy, for this request only")
    void follows_a_trusted_proxy() throws SQLException {
        Person ann = person("a");
        String avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");
        String media = avatar.substring(avatar.indexOf("/media/"));

        assertThat(forwarded(ann, "portrait.example", "/profiles"))
                .isEqualTo("https://portrait.example/profiles" + media);
        assertThat(forwarded(ann, "evil.example, portrait.example:8443", ""))
                .isEqualTo("https://portrait.example:8443" + media);
        assertThat(forwarded(ann, "evil')", "/evil')")).isEqualTo(avatar.replace("http:", "https:"));
        assertThat(ann.profile().getString("avatar")).isEqualTo(avatar);
    }

    private static String forwarded(Person person, String host, String prefix) {
        return person.portrait()
                .send(person.portrait()
                        .request(person.path())
                        .header("Authorization", "Bearer " + person.token())
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", host)
                        .header("X-Forwarded-Prefix", prefix)
                        .GET())
                .user()
                .getString("avatar");
    }

    @Test
    @DisplayName("A blocked user can read, and gets 403 for every change before the body is parsed")
    void refuses_changes_of_a_blocked_user() throws SQLException {
        Person bob = person("b");

        assertThat(bob.profile().getString("status")).isEqualTo("b");
        assertThat(portrait.get("api/v2/user/me/", bob.token()).user().containsKey("email"))
                .isTrue();
        bob.form("PUT", Map.of("bio", "written")).refused(403, "permission_denied");
        bob.json("PATCH", "{").refused(403, "permission_denied");

        assertThat(bob.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("A deleted or unregistered user has no profile and no access")
    void hides_a_deleted_user() throws SQLException {
        Person ann = person("a");
        for (String status : List.of("d", "u")) {
            Person gone = person(status);

            portrait.get(gone.path()).refused(404, "not_found");
            portrait.get("api/v2/user/me/", gone.token()).refused(401, "authentication_failed");
            gone.form("PUT", Map.of("bio", "written")).refused(401, "authentication_failed");
            portrait.send("PUT", gone.path(), ann.token(), "application/json", new byte[0])
                    .refused(404, "not_found");
        }
    }

    @Test
    @DisplayName("Of 20 simultaneous PUTs for one username, one succeeds and 19 are field errors")
    void username_race() throws Exception {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            people.add(person("a"));
        }

        List<Answer> answers =
                AtOnce.run(people, person -> person.form("PUT", Map.of("username", "Wanted", "bio", "written")));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.refusedFields("username:unique"));
    }

    @Test
    @DisplayName("If the database fails after the picture is written, text, picture and folder are unchanged")
    void database_fails_after_the_picture_is_written() throws Exception {
        Person ann = person("a");
        ann.put(new Multipart().text("bio", "before").file("avatar", Photos.jpeg(300, 200)))
                .user();
        JsonObject before = ann.profile();
        Set<Path> filesBefore = pictureFiles();

        try (Connection lock = connection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("select 1 from portrait_user where id = " + ann.id() + " for update");
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                    () -> ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300))));
            Awaitility.await("the picture is written")
                    .atMost(Duration.ofMinutes(1))
                    .ignoreException(UncheckedIOException.class) // a file was renamed while the folder was listed
                    .until(() -> pictureFiles().size() > filesBefore.size());
            Await.until("the change waits for the row", this::killWaitingConnections);

            Answer refused = answer.get().refused(503, "unavailable");
            assertThat(refused.json()).isEqualTo(documentedResponse("the database is away"));
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(server.logText())
                    .contains("[" + refused.header("X-Request-Id") + "] A request was turned away: unavailable");
        }

        assertThat(ann.profile()).isEqualTo(before);
        assertThat(portrait.get(before.getString("avatar")).status()).isEqualTo(200);
        assertThat(pictureFiles()).isEqualTo(filesBefore);
        ann.form("PUT", Map.of("bio", "after")).user();
    }

    @Test
    @DisplayName("An unexpected database error is a 500 with only an incident number, and changes nothing")
    void hides_an_unexpected_database_error() throws Exception {
        Person ann = person("a");
        Set<Path> filesBefore = pictureFiles();
        JsonObject before = ann.profile();
        execute("alter table portrait_user add constraint no_after check (bio <> 'after') not valid");
        try {
            Answer answer = ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300)))
                    .refused(500, "error");
            assertThat(Files.readString(server.log())).contains(incidentNumber(answer.json()));
            JsonObject described = documentedResponse("the database refuses a row");
            assertThat(answer.json().toString())
                    .isEqualTo(described.toString().replace(incidentNumber(described), incidentNumber(answer.json())));
        } finally {
            execute("alter table portrait_user drop constraint no_after");
        }
        assertThat(ann.profile()).isEqualTo(before);
        assertThat(pictureFiles()).isEqualTo(filesBefore);
    }

    @Test
    @DisplayName("A change that conflicts on every attempt is a 409 and changes nothing")
    void refuses_a_change_that_always_conflicts() throws Exception {
        Person ann = person("a");
        Set<Path> filesBefore = pictureFiles();
        JsonObject before = ann.profile();
        execute("create sequence lost_races");
        execute("create function lose_race() returns trigger language plpgsql as"
                + " $$ begin perform nextval('lost_races'); raise exception 'lost' using errcode = '40001'; end $$");
        execute("create trigger lose_race before update on portrait_user for each row"
                + " when (new.bio = 'after') execute function lose_race()");
        execute("grant usage on sequence lost_races to portrait");
        try {
            Answer answer = ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300)))
                    .refused(409, "conflict");
            assertThat(answer.json()).isEqualTo(documentedResponse("every attempt loses a race"));
            assertThat(lostRaces()).isEqualTo(1 + 3);
        } finally {
            execute("drop trigger lose_race on portrait_user");
        }
        assertThat(ann.profile()).isEqualTo(before);
        assertThat(pictureFiles()).isEqualTo(filesBefore);
    }

    @Test
    @DisplayName("A change that conflicts three times is retried and succeeds")
    void retries_a_change_that_conflicts() throws Exception {
        Person ann = person("a");
        execute("create sequence few_lost_races");
        execute("create function lose_few() returns trigger language plpgsql as $$ begin"
                + " if nextval('few_lost_races') <= 3 then raise exception 'lost' using errcode = '40001'; end if;"
                + " return new; end $$");
        execute("create trigger lose_few before update on portrait_user for each row"
                + " when (new.bio = 'in the end') execute function lose_few()");
        execute("grant usage on sequence few_lost_races to portrait");
        try {
            assertThat(ann.form("PUT", Map.of("bio", "in the end")).user().getString("bio"))
                    .isEqualTo("in the end");
        } finally {
            execute("drop trigger lose_few on portrait_user");
        }
        assertThat(ann.profile().getString("bio")).isEqualTo("in the end");
    }

    @Test
    @DisplayName("No request gets a connection that was in use a moment ago, and that the database has just closed")
    void notices_at_once_that_connections_were_closed() throws Exception {
        Person ann = person("a");
        for (int i = 0; i < 5; i++) {
            AtOnce.run(Collections.nCopies(8, ann), Person::profile);
            execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = 'portrait'");
            ann.profile(); // One caller: the pool then closes all its connections, those in use too.
        }
    }

    @Test
    @DisplayName("If the picture store fails, the text is unchanged")
    void keeps_the_text_if_the_picture_store_fails() throws Exception {
        Person ann = person("a");
        ann.form("PUT", Map.of("bio", "before")).user();
        JsonObject before = ann.profile();
        Path away = media.resolveSibling("media-away");
        Files.move(media, away);
        Files.createFile(media);
        try {
            ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300)))
                    .refused(503, "unavailable");
            assertThat(ann.profile()).isEqualTo(before);
            Await.until("health notices", () -> portrait.get("api/v2/health/").status() == 503);
            assertThat(portrait.get("api/v2/health/").json().getString("media"))
                    .isEqualTo("down: the media folder is not there");
            assertThat(portrait.get(server.health() + "/ready").status()).isEqualTo(503);

            ann.form("PUT", Map.of("location", "text goes on")).user();
        } finally {
            Files.delete(media);
            Files.move(away, media);
        }
        assertThat(ann.profile().getString("bio")).isEqualTo("before");
        ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300)))
                .user();
    }

    private Person person(String status) throws SQLException {
        return known.person(Map.of("a", "APPROVED", "b", "BLOCKED", "d", "DELETED", "u", "UNREGISTERED")
                .get(status));
    }

    private boolean killWaitingConnections() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet killed = statement.executeQuery("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and query ~ '^(update|insert into) portrait_'")) {
            return killed.next();
        }
    }

    private long lostRaces() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet races = statement.executeQuery("select last_value from lost_races")) {
            races.next();
            return races.getLong(1);
        }
    }

    private static JsonObject documentedResponse(String circumstance) {
        return Example.all(ApiDocument.packaged()).stream()
                .filter(example -> example.circumstance().equals(Optional.of(circumstance)))
                .findAny()
                .orElseThrow()
                .answer()
                .orElseThrow()
                .asJsonObject();
    }

    private static String incidentNumber(JsonObject refusal) {
        String message = refusal.getJsonArray("errors").getJsonObject(0).getString("message");
        return message.substring(message.lastIndexOf(' ') + 1);
    }

    private Set<Path> pictureFiles() throws IOException {
        try (Stream<Path> files = Files.walk(media)) {
            return files.filter(file -> file.toString().endsWith(".jpg")).collect(Collectors.toSet());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }
}

package dev.portrait.it;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.PayaraMicro;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("What the database is asked")
class StatementsIT {

    private static final int USERS = Integer.getInteger("portrait.users");
    private static final int ENOUGH_TO_BE_PREPARED = 50; // the fifth time on each connection (prepareThreshold)
    private static final int ENOUGH_FOR_A_GENERIC_PLAN = 8; // more than the five that PostgreSQL plans anew

    private static final String SENT = "portrait,LOG:  ";
    private static final String QUESTION = "statement: ";
    private static final String SELECT = "execute S_\\d+: select .* from portrait_user \\w+ where \\w+\\.";
    private static final String SELECT_BY_ID = SELECT + "id=\\$1";
    private static final String SELECT_BY_SUBJECT = SELECT + "subject=\\$1";

    private DurablePostgres postgres;
    private OwnServer own;
    private Person ann;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "statements");
        postgres = DurablePostgres.talkative(folder.resolve("postgres").toAbsolutePath());
        own = OwnServer.start(new PayaraMicro(), folder, Map.of(), postgres.database());
        ann = own.portrait().person();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("GET is one SELECT by primary key, prepared before")
    void get() throws Exception {
        List<String> statements = statements(ann::profile);

        assertThat(statements).hasSize(1);
        assertThat(statements.get(0)).matches(SELECT_BY_ID);
    }

    @Test
    @DisplayName("PUT of text is one SELECT by subject, one UPDATE by primary key and one commit, prepared before")
    void put() throws Exception {
        List<String> statements = statements(this::change);

        assertThat(statements).hasSize(4);
        assertThat(statements.get(0)).matches(SELECT_BY_SUBJECT);
        assertThat(statements.get(1)).isEqualTo("statement: BEGIN"); // goes with the next
        assertThat(statements.get(2))
                .matches("execute S_\\d+: update portrait_user set .* where id=\\$\\d+ and version=\\$\\d+");
        assertThat(statements.get(3)).matches("execute S_\\d+: COMMIT");
    }

    @Test
    @DisplayName("No statement reads a table of users or avatars from end to end")
    void plans() throws Exception {
        postgres.execute("insert into portrait_user (version, subject, username, username_key, real_name, email,"
                + " email_isvalid, date_joined, bio, location, location_lat_lng, position_lat_lng, description, gender,"
                + " status, website, tags, reputation, followings_counter, followers_counter, posts_counter,"
                + " discussions_counter, statuses_counter, polls_counter, avatar)"
                + " select 0, 's' || n, 'Name' || n, 'name' || n, 'Real ' || n, '', false, now(), '', '', '', '', '',"
                + " 'UNSPECIFIED', 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0, left(md5(n::text), 22) || '.jpg'"
                + " from generate_series(1, " + USERS + ") as n");
        postgres.execute("insert into portrait_avatar (user_id, picture, date_uploaded)"
                + " select id, avatar, now() from portrait_user where avatar is not null");
        postgres.execute("vacuum analyze portrait_user, portrait_avatar");

        String log = log(() -> {
            for (int i = 0; i < ENOUGH_FOR_A_GENERIC_PLAN; i++) {
                everything();
                own.portrait().person();
            }
        });

        assertThat(log)
                .contains(
                        "select count",
                        "like",
                        "insert into portrait_avatar",
                        "delete from portrait_avatar",
                        ".subject=$1")
                .doesNotContain("Seq Scan on portrait_user", "Seq Scan on portrait_avatar");
    }

    private void everything() {
        change();
        ann.profile();
        ann.put(new Multipart().file("avatar", Photos.jpeg(60, 40)).file("cover", Photos.jpeg(80, 30)))
                .user();
        Portrait portrait = own.portrait();
        JsonObject avatars = portrait.get("api/v2/user/avatar/", ann.token()).json();
        ann.form("PUT", Map.of("avatar", "", "cover", "")).user();
        int avatar = avatars.getJsonArray("results").getJsonObject(0).getInt("id");
        assertThat(portrait.send(
                                "DELETE",
                                "api/v2/user/avatar/",
                                ann.token(),
                                "application/json",
                                ("{\"avatar_id\":" + avatar + "}").getBytes(StandardCharsets.US_ASCII))
                        .status())
                .isEqualTo(204);
        for (String query :
                List.of("", "username=name77", "search=name999", "search=real+1234", "ordering=-date_joined")) {
            assertThat(portrait.get("api/v2/user/?limit=20&" + query, admin()).status())
                    .isEqualTo(200);
        }
    }

    private void change() {
        ann.form("PUT", Map.of("bio", UUID.randomUUID().toString())).user();
    }

    /** What came from Portrait meanwhile, but for the pool's question whether a connection is alive. */
    private List<String> statements(Runnable request) throws Exception {
        IntStream.range(0, ENOUGH_TO_BE_PREPARED).forEach(i -> request.run());
        return log(request)
                .lines()
                .filter(line -> line.startsWith(SENT + "execute ") || line.startsWith(SENT + "statement: "))
                .map(line -> line.substring(SENT.length()))
                .filter(not(QUESTION::equals))
                .toList();
    }

    private String log(Runnable requests) throws Exception {
        String begin = mark();
        requests.run();
        String end = mark();
        Await.until("it is in the log", () -> postgres.log().contains(end));
        String log = postgres.log();
        return log.substring(log.indexOf(begin), log.indexOf(end));
    }

    private String admin() {
        return own.portrait().minter().token("administrator", Map.of("groups", List.of("admin")));
    }

    private String mark() throws SQLException {
        String mark = UUID.randomUUID().toString();
        postgres.execute("select '" + mark + "'");
        return mark;
    }
}

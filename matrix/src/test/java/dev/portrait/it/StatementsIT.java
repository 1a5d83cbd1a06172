package dev.portrait.it;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.PayaraMicro;
import dev.portrait.picture.Photos;
import dev.portrait.user.EmailAddress;
import dev.portrait.user.TextDigest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Statements sent to the database")
class StatementsIT {

    private static final int USERS = Integer.getInteger("portrait.users", 100_000);
    private static final int ENOUGH_TO_BE_PREPARED =
            50; // the driver prepares at the fifth execution on each connection (prepareThreshold)
    private static final int ENOUGH_FOR_A_GENERIC_PLAN = 8; // PostgreSQL plans the first five executions anew

    private static final String SENT = "portrait,LOG:  ";
    private static final String ALIVE_CHECK = "statement: ";
    private static final String SELECT = "execute S_\\d+: select .* from portrait_user \\w+ where \\w+\\.";
    private static final String SELECT_BY_ID = SELECT + "id=\\$1";
    private static final String SELECT_BY_SUBJECT = SELECT + "subject=\\$1";
    private static final String SELECT_SHOWN = SELECT
            + "subject=\\$1 and \\w+\\.status=\\$2 and \\w+\\.visibility not like '%avatar=%'.*"
            + " fetch first \\$3 rows only";

    // In a database with the locale C, any index would serve the search for the beginning of a name.
    private static final String LOCALE = "select daticulocale from pg_database where datname = current_database()";

    private DurablePostgres postgres;
    private OwnServer own;
    private Person ann;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "statements");
        postgres = DurablePostgres.loggingStatements(folder.resolve("postgres").toAbsolutePath());
        Map<String, String> settings = Map.of(
                "portrait.avatars.lookup", "email,username,subject,ext_id", "portrait.read-only-fields", "username");
        own = OwnServer.start(new PayaraMicro(), folder, settings, postgres.database());
        ann = own.portrait().person();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("GET sends one prepared SELECT by primary key")
    void sends_one_select_for_get() throws Exception {
        List<String> statements = statements(ann::profile);

        assertThat(statements).hasSize(1);
        assertThat(statements.get(0)).matches(SELECT_BY_ID);
    }

    @Test
    @DisplayName(
            "GET of another user's profile sends one SELECT by primary key for it and one by subject for the caller")
    void sends_two_selects_for_the_profile_of_another_user() throws Exception {
        Person bob = own.portrait().person();

        List<String> statements = statements(() -> own.portrait().get(ann.path(), bob.token()));

        assertThat(statements).hasSize(2);
        assertThat(statements.get(0)).matches(SELECT_BY_ID);
        assertThat(statements.get(1)).matches(SELECT_BY_SUBJECT);
    }

    @Test
    @DisplayName(
            "GET of 50 profiles sends one SELECT by subject for the caller and one by primary key for all profiles")
    void sends_one_select_for_many_profiles() throws Exception {
        List<String> statements = statements(this::readMany);

        assertThat(statements).hasSize(2);
        assertThat(statements.get(0)).matches(SELECT_BY_SUBJECT);
        // Hibernate fills the list up to a power of two.
        assertThat(statements.get(1)).matches(SELECT + "id in \\(\\$1,.*,\\$64\\)");
    }

    @Test
    @DisplayName("PUT of text sends one SELECT by subject, one UPDATE by primary key and one commit, all prepared")
    void sends_select_update_and_commit_for_put() throws Exception {
        List<String> statements = statements(this::change);

        assertThat(statements).hasSize(4);
        assertThat(statements.get(0)).matches(SELECT_BY_SUBJECT);
        assertThat(statements.get(1)).isEqualTo("statement: BEGIN"); // sent in one message with the next
        assertThat(statements.get(2))
                .matches("execute S_\\d+: update portrait_user set .* where id=\\$\\d+ and version=\\$\\d+");
        assertThat(statements.get(3)).matches("execute S_\\d+: COMMIT");
    }

    @Test
    @DisplayName("A look-up of an avatar sends one SELECT, the same for shown, hidden and unknown users")
    void sends_the_same_select_for_every_look_up() throws Exception {
        String shown = UUID.randomUUID().toString();
        own.portrait()
                .person(shown, Map.of())
                .put(new Multipart().file("avatar", Photos.jpeg(60, 40)))
                .user();
        String hidden = UUID.randomUUID().toString();
        Person bob = own.portrait().person(hidden, Map.of());
        bob.put(new Multipart().file("avatar", Photos.jpeg(60, 40))).user();
        own.portrait()
                .send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        bob.token(),
                        "application/json",
                        "{\"avatar\":\"owner\"}".getBytes(StandardCharsets.US_ASCII))
                .user();

        List<String> statements = new ArrayList<>();
        for (String subject : List.of(shown, hidden, UUID.randomUUID().toString())) {
            statements.addAll(statements(() -> own.portrait().get("avatar/subject/" + subject)));
        }

        assertThat(statements).hasSize(3).allMatch(statement -> statement.matches(SELECT_SHOWN));
        assertThat(statements.stream().map(statement -> statement.replaceFirst("S_\\d+", "")))
                .containsOnly(statements.get(0).replaceFirst("S_\\d+", ""));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("Among many users")
    class ManyUsers {

        @BeforeAll
        void addMany() throws SQLException {
            assertThat(postgres.texts(LOCALE)).containsExactly("en-US");
            addUsers();
            postgres.execute("vacuum analyze portrait_user, portrait_avatar, portrait_search_key");
        }

        @Test
        @DisplayName("No statement scans the tables of users or avatars sequentially")
        void avoids_sequential_scans() throws Exception {
            String log = log(() -> {
                for (int i = 0; i < ENOUGH_FOR_A_GENERIC_PLAN; i++) {
                    sendEveryKindOfRequest();
                    own.portrait().person();
                }
            });

            assertThat(log)
                    .contains(
                            "select count",
                            "like",
                            "insert into portrait_avatar",
                            "delete from portrait_avatar",
                            ".id in (",
                            ".username_key=$1",
                            ".subject=$1",
                            "delete from portrait_search_key",
                            "insert into portrait_search_key",
                            "Index Scan using portrait_user_email_md5 ",
                            "Index Scan using portrait_user_email_sha256 ")
                    .doesNotContain(
                            "Seq Scan on portrait_user",
                            "Seq Scan on portrait_avatar",
                            "Seq Scan on portrait_search_key");
        }

        @Test
        @DisplayName(
                "Administrators' lists of more than a hundred thousand users are limited, and still have all pages")
        void limits_long_lists() throws Exception {
            JsonObject all = list("offset=100000&limit=1");
            assertThat(all.getInt("count")).isEqualTo(100_000);
            assertThat(all.getBoolean("limited")).isTrue();
            assertThat(all.getJsonArray("results")).hasSize(1);
            JsonObject found = list("search=mail");
            assertThat(found.getInt("count")).isEqualTo(10_000);
            assertThat(found.getBoolean("limited")).isTrue();
            assertThat(list("search=mail77777").containsKey("limited")).isFalse();
        }

        @Test
        @DisplayName("The administrators' page says that there may be more than it counted")
        void says_that_there_may_be_more() {
            try (Browser browser = Browser.start()) {
                AdminPage page = AdminPage.of(browser, own.portrait());
                page.size(1280, 900);

                page.open("?search=mail");

                assertThat(browser.text(browser.find(".count")))
                        .isEqualTo("10,000 people. There may be more: narrow the search.");
                browser.saveScreenshot("admin-many-people");
            }
        }
    }

    // Without the indexes, which are created again afterwards: ten million users take minutes instead of an hour.
    private void addUsers() throws SQLException {
        String tables = "('portrait_user'::regclass, 'portrait_avatar'::regclass, 'portrait_search_key'::regclass)";
        String constraints = " from pg_constraint where conrelid in " + tables + " order by contype ";
        String indexes = " from pg_index where indrelid in " + tables
                + " and not exists (select from pg_constraint where conindid = indexrelid)";
        List<String> dropped = new ArrayList<>();
        dropped.addAll(postgres.texts(
                "select format('alter table %s drop constraint %I', conrelid::regclass, conname)" + constraints));
        dropped.addAll(postgres.texts("select format('drop index %s', indexrelid::regclass)" + indexes));
        List<String> created = new ArrayList<>(List.of("set maintenance_work_mem = '1GB'"));
        created.addAll(postgres.texts(
                "select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
                        + constraints + "desc"));
        created.addAll(postgres.texts("select pg_get_indexdef(indexrelid)" + indexes));
        postgres.execute(String.join(";", dropped));
        postgres.execute("insert into portrait_user (version, subject, username, username_key, real_name, email,"
                + " email_isvalid, date_joined, bio, location, location_lat_lng, position_lat_lng, description, gender,"
                + " status, website, tags, reputation, followings_counter, followers_counter, posts_counter,"
                + " discussions_counter, statuses_counter, polls_counter, avatar, ext_id, searchable, email_md5, email_sha256)"
                + " select 0, 's' || n, 'Name' || n, 'name' || n, 'Real ' || n, 'mail' || n || '@example.org', true, now(),"
                + " '', '', '', '', '', 'UNSPECIFIED', 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0,"
                + " left(md5(n::text), 22) || '.jpg', n, true, md5('mail' || n || '@example.org'),"
                + " encode(sha256(('mail' || n || '@example.org')::bytea), 'hex') from generate_series(1, " + USERS
                + ") as n");
        postgres.execute("insert into portrait_search_key (user_id, kind, text)"
                + " select id, 'USERNAME', username_key from portrait_user where ext_id is not null"
                + " union all select id, 'NAME', 'real ' || ext_id from portrait_user where ext_id is not null"
                + " union all select id, 'NAME', ext_id::text from portrait_user where ext_id is not null"
                + " union all select id, 'EMAIL', email from portrait_user where ext_id is not null");
        postgres.execute("insert into portrait_avatar (user_id, picture, date_uploaded)"
                + " select id, avatar, now() from portrait_user where avatar is not null and ext_id is not null");
        postgres.execute(String.join(";", created));
    }

    private JsonObject list(String query) {
        return own.portrait().get("api/v2/user/?" + query, admin()).user();
    }

    private void sendEveryKindOfRequest() {
        change();
        ann.profile();
        readMany();
        lookUpAvatars();
        for (String query : List.of("username=NAME77", "search=name77", "search=Real+1", "search=n", "search=nobody")) {
            assertThat(own.portrait().get("api/v2/users/?" + query, ann.token()).status())
                    .isEqualTo(200);
        }
        ann.form("PUT", Map.of("real_name", UUID.randomUUID().toString())).user();
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
        for (String query : List.of(
                "",
                "username=name77",
                "search=name999",
                "search=real+1234",
                "search=1234",
                "search=mail99",
                "search=mail99&status=a&ordering=username",
                "search=m",
                "search=real&status=b",
                "search=name&gender=Male&ordering=-date_joined",
                "email=mail77@example.org",
                "subject=s77",
                "ext_id=77",
                "status=b",
                "gender=Male",
                "real_name=Real+77",
                "location=Milan",
                "description=Guest",
                "ordering=avatar_date",
                "ordering=-date_joined")) {
            assertThat(portrait.get("api/v2/user/?limit=20&" + query, admin()).status())
                    .isEqualTo(200);
        }
    }

    private void lookUpAvatars() {
        String email = "mail77@example.org";
        for (String key : List.of(
                EmailAddress.digest(TextDigest.MD5, email),
                EmailAddress.digest(TextDigest.SHA256, email),
                EmailAddress.digest(TextDigest.MD5, "nobody@example.org"),
                "username/name77",
                "subject/s77",
                "ext_id/77")) {
            assertThat(own.portrait().get("avatar/" + key).status()).isEqualTo(200);
        }
    }

    private void readMany() {
        String ids = LongStream.range(ann.id(), ann.id() + 50)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        assertThat(own.portrait().get("api/v2/users/?id=" + ids, ann.token()).status())
                .isEqualTo(200);
    }

    private void change() {
        ann.form("PUT", Map.of("bio", UUID.randomUUID().toString())).user();
    }

    /** Returns the statements that Portrait sends for one request, without the pool's check that a connection is alive. */
    private List<String> statements(Runnable request) throws Exception {
        IntStream.range(0, ENOUGH_TO_BE_PREPARED).forEach(i -> request.run());
        return log(request)
                .lines()
                .filter(line -> line.startsWith(SENT + "execute ") || line.startsWith(SENT + "statement: "))
                .map(line -> line.substring(SENT.length()))
                .filter(not(ALIVE_CHECK::equals))
                .toList();
    }

    private String log(Runnable requests) throws Exception {
        String begin = logMark();
        requests.run();
        String end = logMark();
        Await.until("the mark is in the log", () -> postgres.log().contains(end));
        String log = postgres.log();
        return log.substring(log.indexOf(begin), log.indexOf(end));
    }

    private String admin() {
        return own.portrait().minter().token("administrator", Map.of("groups", List.of("admin")));
    }

    private String logMark() throws SQLException {
        String mark = UUID.randomUUID().toString();
        postgres.execute("select '" + mark + "'");
        return mark;
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.PayaraMicro;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A database of an earlier version, with data in it")
class MigrationIT {

    private static final String USERS = "select * from portrait_user order by id";
    private static final String AVATARS = "select user_id, picture, date_uploaded from portrait_avatar order by id";
    private static final String LEASES = "select * from portrait_lease order by name";

    private static final String COMMON = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";
    private static final int AVATARS_SINCE = 3;
    private static final int LEASES_SINCE = 4;

    private static final String AVATAR = "AAAAAAAAAAAAAAAAAAAAAA.jpg";
    private static final String COVER = "BBBBBBBBBBBBBBBBBBBBBB.png";
    private static final String EARLIER_AVATAR = "CCCCCCCCCCCCCCCCCCCCCC.gif";

    // What the first version could keep: one user with all there is, one with as little as there may be.
    private static final String TWO_USERS = """
            insert into portrait_user (version, subject, username, username_key, real_name, email, email_isvalid,
              date_joined, bio, location, location_lat_lng, position_lat_lng, date_of_birth, description, gender, status,
              website, avatar, cover, ext_id, tags, reputation, followings_counter, followers_counter, posts_counter,
              discussions_counter, statuses_counter, polls_counter)
            values
              (41, 'f3b0', 'Zoe', 'zoe', 'Zoë Ångström', 'zoe@example.org', true,
              timestamp with time zone '2025-02-28 23:59:59.123456+00', 'née ' || chr(128512), 'Köln', '50.9,6.9', '51.0,7.0',
              date '1904-02-29', 'd', 'FEMALE', 'APPROVED', 'https://example.org/', '%s', '%s', 9223372036854775807,
              '[{"id":1,"name":"a"}]', 1, 2, 3, 4, 5, 6, 7),
              (0, null, 'u2', 'u2', '', '', false, timestamp with time zone '2025-03-01 00:00:00+00', '', '', '', '',
              null, '', 'UNSPECIFIED', 'BLOCKED', '', null, null, null, '[]', 0, 0, 0, 0, 0, 0, 0)
            """.formatted(AVATAR, COVER);

    private static final String EARLIER_UPLOADS = """
            insert into portrait_avatar (user_id, picture, date_uploaded) values
              (1, '%s', timestamp with time zone '2025-04-01 10:00:00+00'),
              (1, '%s', timestamp with time zone '2025-05-01 10:00:00+00')
            """.formatted(EARLIER_AVATAR, AVATAR);

    private static final String A_NODE_THAT_SWEEPS =
            "update portrait_lease set holder = 'node', held_until = timestamp with time zone '2025-06-01 10:00:00+00'";

    private EmbeddedPostgres postgres;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    Stream<MigrationInfo> versionsOnH2() {
        return earlierVersions(COMMON);
    }

    Stream<MigrationInfo> versionsOnPostgresql() {
        return earlierVersions(COMMON, POSTGRESQL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versionsOnH2")
    @DisplayName("is brought up to date on H2 and loses nothing")
    void on_h2(MigrationInfo version) throws SQLException {
        migrate(h2(), version, COMMON);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versionsOnPostgresql")
    @DisplayName("is brought up to date on PostgreSQL and loses nothing")
    void on_postgresql(MigrationInfo version) throws SQLException {
        String name = emptyDatabase();
        migrate(postgres.getDatabase("postgres", name), version, COMMON, POSTGRESQL);
    }

    @Test
    @DisplayName("is brought up to date by Portrait as it starts, and its users are served")
    void by_portrait() throws Exception {
        String name = emptyDatabase();
        DataSource database = postgres.getDatabase("postgres", name);
        flyway(database, COMMON).target("1").load().migrate();
        execute(database, TWO_USERS);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "migration");
        Database known = Database.local(postgres.getPort(), name);

        try (OwnServer own = OwnServer.start(new PayaraMicro(), folder, Map.of(), known)) {
            Portrait portrait = own.portrait();
            Person zoe = new Person(portrait, 1, portrait.minter().token("f3b0", Map.of()));

            hasAllThatWasKept(zoe.profile());
            assertThat(zoe.form("PUT", Map.of("bio", "changed")).user().getString("bio"))
                    .isEqualTo("changed");
            JsonObject avatars =
                    portrait.get("api/v2/user/avatar/", zoe.token()).json();
            assertThat(avatars.getJsonArray("results")).hasSize(1);
        }
    }

    private static void hasAllThatWasKept(JsonObject user) {
        assertThat(user.getString("username")).isEqualTo("Zoe");
        assertThat(user.getString("real_name")).isEqualTo("Zoë Ångström");
        assertThat(user.getString("bio")).isEqualTo("née \uD83D\uDE00");
        assertThat(user.getString("date_of_birth")).isEqualTo("1904-02-29");
        assertThat(user.getString("avatar")).endsWith(AVATAR);
        assertThat(user.getString("cover")).endsWith(COVER);
    }

    private static void migrate(DataSource database, MigrationInfo version, String... locations) throws SQLException {
        int number = Integer.parseInt(version.getVersion().getVersion());
        flyway(database, locations).target(version.getVersion()).load().migrate();
        execute(database, TWO_USERS);
        if (number >= AVATARS_SINCE) {
            execute(database, EARLIER_UPLOADS);
        }
        if (number >= LEASES_SINCE) {
            execute(database, A_NODE_THAT_SWEEPS);
        }
        List<Map<String, Object>> users = rows(database, USERS);
        List<Map<String, Object>> avatars = number < AVATARS_SINCE ? List.of() : rows(database, AVATARS);
        List<Map<String, Object>> leases = number < LEASES_SINCE ? List.of() : rows(database, LEASES);

        flyway(database, locations).load().migrate();

        assertThat(rows(database, USERS)).hasSize(2).isEqualTo(users);
        if (number < AVATARS_SINCE) {
            assertThat(rows(database, AVATARS))
                    .singleElement()
                    .satisfies(avatar ->
                            assertThat(avatar).containsEntry("user_id", 1L).containsEntry("picture", AVATAR));
        } else {
            assertThat(rows(database, AVATARS)).hasSize(2).isEqualTo(avatars);
        }
        if (number < LEASES_SINCE) {
            assertThat(rows(database, LEASES))
                    .singleElement()
                    .satisfies(lease -> assertThat(lease).containsEntry("name", "sweep"));
        } else {
            assertThat(rows(database, LEASES)).hasSize(1).isEqualTo(leases);
        }
    }

    private static Stream<MigrationInfo> earlierVersions(String... locations) {
        MigrationInfo[] all = flyway(h2(), locations).load().info().all();
        return Arrays.stream(all, 0, all.length - 1);
    }

    private static FluentConfiguration flyway(DataSource database, String... locations) {
        return Flyway.configure().dataSource(database).locations(locations);
    }

    private static DataSource h2() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private String emptyDatabase() throws SQLException {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        execute(postgres.getPostgresDatabase(), "create database " + name);
        return name;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Map<String, Object>> rows(DataSource database, String query) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), found.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

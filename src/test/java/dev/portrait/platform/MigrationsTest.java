package dev.portrait.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockStatic;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
import java.util.Optional;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockedStatic;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A database of an earlier version, with data in it")
class MigrationsTest {

    private static final String DATA_SOURCE = "jdbc/portrait";

    private static final String USERS = "select * from portrait_user order by id";
    private static final String AVATARS = "select user_id, picture, date_uploaded from portrait_avatar order by id";
    private static final String LEASES = "select * from portrait_lease order by name";

    private static final String COMMON = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";
    private static final int AVATARS_SINCE = 3;
    private static final int LEASES_SINCE = 4;

    private static final String EARLIER_UPLOADS = """
            insert into portrait_avatar (user_id, picture, date_uploaded) values
              (1, 'CCCCCCCCCCCCCCCCCCCCCC.gif', timestamp with time zone '2025-04-01 10:00:00+00'),
              (1, '%s', timestamp with time zone '2025-05-01 10:00:00+00')
            """.formatted(FirstVersion.AVATAR);

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

    static Stream<MigrationInfo> versionsOnH2() {
        return earlierVersions(COMMON);
    }

    static Stream<MigrationInfo> versionsOnPostgresql() {
        return earlierVersions(COMMON, POSTGRESQL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versionsOnH2")
    @DisplayName("is migrated to the latest version on H2 and loses nothing")
    void on_h2(MigrationInfo version) throws SQLException {
        migrate(h2(), version, COMMON);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versionsOnPostgresql")
    @DisplayName("is migrated to the latest version on PostgreSQL and loses nothing")
    void on_postgresql(MigrationInfo version) throws SQLException {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        execute(postgres.getPostgresDatabase(), "create database " + name);
        migrate(postgres.getDatabase("postgres", name), version, COMMON, POSTGRESQL);
    }

    private static void migrate(DataSource database, MigrationInfo version, String... locations) throws SQLException {
        int number = Integer.parseInt(version.getVersion().getVersion());
        flyway(database, locations).target(version.getVersion()).load().migrate();
        FirstVersion.addUsers(database);
        if (number >= AVATARS_SINCE) {
            execute(database, EARLIER_UPLOADS);
        }
        if (number >= LEASES_SINCE) {
            execute(database, A_NODE_THAT_SWEEPS);
        }
        List<Map<String, Object>> users = rows(database, USERS);
        List<Map<String, Object>> avatars = number < AVATARS_SINCE ? List.of() : rows(database, AVATARS);
        List<Map<String, Object>> leases = number < LEASES_SINCE ? List.of() : rows(database, LEASES);

        assertThat(start(database).schemaVersion()).isEqualTo(latestVersion(locations));

        assertThat(rows(database, USERS)).hasSize(2).isEqualTo(users);
        if (number < AVATARS_SINCE) {
            assertThat(rows(database, AVATARS))
                    .singleElement()
                    .satisfies(avatar -> assertThat(avatar)
                            .containsEntry("user_id", 1L)
                            .containsEntry("picture", FirstVersion.AVATAR));
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

    /** Does what Portrait does with the database when it starts. */
    @SuppressWarnings("UnnecessaryAssignment") // no container injects the settings here
    private static DatabaseInfo start(DataSource database) {
        Migrations migrations = new Migrations();
        migrations.settings = new Settings(new SettingsReader(
                key -> key.equals("portrait.datasource") ? Optional.of(DATA_SOURCE) : Optional.<String>empty()));
        try (MockedStatic<ServerResource> server = mockStatic(ServerResource.class)) {
            server.when(() -> ServerResource.lookUp(DATA_SOURCE, DataSource.class))
                    .thenReturn(database);
            migrations.run();
        }
        return migrations.info();
    }

    private static Stream<MigrationInfo> earlierVersions(String... locations) {
        MigrationInfo[] all = allVersions(locations);
        return Arrays.stream(all, 0, all.length - 1);
    }

    private static String latestVersion(String... locations) {
        MigrationInfo[] all = allVersions(locations);
        return all[all.length - 1].getVersion().getVersion();
    }

    private static MigrationInfo[] allVersions(String... locations) {
        return flyway(h2(), locations).load().info().all();
    }

    private static FluentConfiguration flyway(DataSource database, String... locations) {
        return Flyway.configure().dataSource(database).locations(locations);
    }

    private static DataSource h2() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
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

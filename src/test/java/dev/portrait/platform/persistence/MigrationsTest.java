package dev.portrait.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mockStatic;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockedStatic;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("At start, a database")
class MigrationsTest {

    private static final String DATA_SOURCE = "jdbc/portrait";

    private static final List<String> TABLES = List.of(
            """
            select id, version, subject, username, username_key, real_name, email, email_isvalid, date_joined, bio,
              location, location_lat_lng, position_lat_lng, date_of_birth, description, gender, status, website, avatar,
              cover, ext_id, tags, reputation, followings_counter, followers_counter, posts_counter,
              discussions_counter, statuses_counter, polls_counter
            from portrait_user order by id
            """,
            "select user_id, picture, date_uploaded from portrait_avatar order by id",
            "select * from portrait_lease order by name");

    private static final String A_NODE_THAT_SWEEPS =
            "update portrait_lease set holder = 'node', held_until = timestamp with time zone '2025-06-01 10:00:00+00'";

    private static final String A_LATER_MIGRATION = """
            insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
              "installed_by", "execution_time", "success")
            values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 'portrait', 0, true)
            """;

    // Each has two users, in the tables of a release. Never change them.
    private static final Path RELEASES = Path.of("src", "test", "resources", "dev", "portrait", "releases");

    private EmbeddedPostgres postgres;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    static Stream<MigrationInfo> versions() {
        return Arrays.stream(flyway(h2()).load().info().all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    @DisplayName("of any version is migrated to the latest one on H2 and keeps its rows")
    void on_h2(MigrationInfo version) throws SQLException {
        migrate(h2(), version);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    @DisplayName("of any version is migrated to the latest one on PostgreSQL and keeps its rows")
    void on_postgresql(MigrationInfo version) throws SQLException {
        migrate(emptyPostgresql(), version);
    }

    private static void migrate(DataSource database, MigrationInfo version) throws SQLException {
        flyway(database).target(version.getVersion()).load().migrate();
        FirstVersion.addUsers(database);
        execute(database, A_NODE_THAT_SWEEPS);
        List<List<Map<String, Object>>> before = rowsOfTables(database);

        assertThat(start(database, true).schemaVersion()).isEqualTo(latestVersion());

        assertThat(rowsOfTables(database)).isEqualTo(before);
        assertThat(before).extracting(List::size).containsExactly(2, 1, 1);
        // Users of an older version have narrowed nothing.
        assertThat(rows(database, "select visibility from portrait_user"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("visibility", ""));
    }

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(RELEASES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("releases")
    @DisplayName("of each release is migrated to the latest version and keeps its rows")
    void of_a_release(Path script) throws IOException, SQLException {
        DataSource database = script.toString().endsWith("-h2.sql") ? h2() : emptyPostgresql();
        execute(database, Files.readString(script));
        List<List<Map<String, Object>>> before = rowsOfTables(database);
        assertThat(before).extracting(List::size).containsExactly(2, 1, 1);

        assertThat(start(database, true).schemaVersion()).isEqualTo(latestVersion());

        assertThat(rowsOfTables(database)).isEqualTo(before);
    }

    @Test
    @DisplayName("of this version is kept for later ones, if it is a release")
    void is_kept() throws IOException, SQLException {
        String version = thisVersion();
        Path proposals = Files.createDirectories(Path.of("target", "releases"));
        Files.writeString(
                proposals.resolve(version + "-postgresql.sql"),
                Files.readString(Path.of("server-config", "schema", "postgresql.sql")) + FirstVersion.inserts());
        DataSource h2 = h2();
        start(h2, true);
        FirstVersion.addUsers(h2);
        execute(h2, "script nosettings to '" + proposals.resolve(version + "-h2.sql") + "'");

        if (!version.endsWith("-SNAPSHOT")) {
            for (String database : List.of("h2", "postgresql")) {
                assertThat(RELEASES.resolve(version + "-" + database + ".sql"))
                        .as("the file is in %s", proposals)
                        .exists();
            }
        }
    }

    @Test
    @DisplayName("without tables gets them and the row of the sweeper's lease")
    void without_tables() throws SQLException {
        for (DataSource database : List.of(h2(), emptyPostgresql())) {
            assertThat(start(database, true).schemaVersion()).isEqualTo(latestVersion());

            assertThat(rowsOfTables(database)).extracting(List::size).containsExactly(0, 0, 1);
        }
    }

    @Test
    @DisplayName("without tables is refused where Portrait may not create them")
    void may_not_create_tables() {
        DataSource database = h2();

        assertThatThrownBy(() -> start(database, false)).isInstanceOf(FlywayValidateException.class);

        start(database, true);
        assertThat(start(database, false).schemaVersion()).isEqualTo(latestVersion());
    }

    @Test
    @DisplayName("of a newer version is accepted, so that an upgrade can be undone")
    void of_a_newer_version() throws SQLException {
        DataSource database = h2();
        start(database, true);
        execute(database, A_LATER_MIGRATION);

        assertThat(start(database, true).schemaVersion()).isEqualTo("1000");
        assertThat(start(database, false).schemaVersion()).isEqualTo("1000");
    }

    private static String thisVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = MigrationsTest.class.getResourceAsStream("/dev/portrait/build.properties")) {
            build.load(in);
        }
        return build.getProperty("version");
    }

    /** Does with the database what Portrait does at start. */
    @SuppressWarnings("UnnecessaryAssignment") // no container injects the settings here
    private static DatabaseInfo start(DataSource database, boolean migrate) {
        Map<String, String> settings =
                Map.of("portrait.datasource", DATA_SOURCE, "portrait.db.migrate", Boolean.toString(migrate));
        Migrations migrations = new Migrations();
        migrations.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        try (MockedStatic<ServerResource> server = mockStatic(ServerResource.class)) {
            server.when(() -> ServerResource.lookUp(DATA_SOURCE, DataSource.class))
                    .thenReturn(database);
            migrations.migrate();
        }
        return migrations.info();
    }

    private static String latestVersion() {
        return versions()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .getVersion()
                .getVersion();
    }

    private static FluentConfiguration flyway(DataSource database) {
        return Flyway.configure().dataSource(database).placeholders(Migrations.placeholders(database));
    }

    private DataSource emptyPostgresql() throws SQLException {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        execute(postgres.getPostgresDatabase(), "create database " + name);
        return postgres.getDatabase("postgres", name);
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

    private static List<List<Map<String, Object>>> rowsOfTables(DataSource database) throws SQLException {
        List<List<Map<String, Object>>> tables = new ArrayList<>();
        for (String table : TABLES) {
            tables.add(rows(database, table));
        }
        return tables;
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

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.platform.persistence.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The schema script")
class SchemaIT {

    private static final List<String> CATALOGS = List.of(
            """
            select table_name, column_name, ordinal_position, data_type, character_maximum_length, datetime_precision,
              is_nullable, column_default, is_identity, identity_generation
            from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position
            """,
            "select indexdef from pg_indexes where schemaname = 'public' order by indexdef",
            """
            select conrelid::regclass, conname, pg_get_constraintdef(oid)
            from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2
            """,
            "select relname, relkind from pg_class where relnamespace = 'public'::regnamespace order by 1",
            """
            select installed_rank, version, description, type, script, checksum, success
            from flyway_schema_history order by installed_rank
            """);

    private static final Path PROPOSAL = Path.of("target", "schema", "postgresql.sql");

    private EmbeddedPostgres postgres;
    private DataSource migrated;
    private DataSource scripted;
    private String expected = "";

    @BeforeAll
    void create_both() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role portrait");
            statement.execute("create database migrated");
            statement.execute("create database scripted");
        }
        migrated = postgres.getDatabase("postgres", "migrated");
        scripted = postgres.getDatabase("postgres", "scripted");
        flyway(migrated).migrate();
        expected = SchemaScript.generate(flyway(migrated));
        Files.writeString(Files.createDirectories(PROPOSAL.getParent()).resolve(PROPOSAL.getFileName()), expected);
        runScript();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    @DisplayName("contains every migration of the WAR and its checksum")
    void contains_the_migrations() throws IOException {
        assertThat(Files.readString(SchemaScript.FILE))
                .as("%s is out of date; copy %s", SchemaScript.FILE, PROPOSAL)
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("creates the same tables and indexes as the migrations")
    void creates_the_same_as_the_migrations() throws SQLException {
        for (String catalog : CATALOGS) {
            assertThat(rows(scripted, catalog)).isNotEmpty().isEqualTo(rows(migrated, catalog));
        }
    }

    @Test
    @DisplayName("can run twice; then Flyway validates it and runs no migration")
    void can_run_twice() throws IOException, SQLException {
        runScript();

        flyway(scripted).validate();
        assertThat(flyway(scripted).migrate().migrationsExecuted).isZero();
        assertThat(rows(scripted, CATALOGS.get(4)))
                .hasSameSizeAs(flyway(scripted).info().all());
    }

    private void runScript() throws IOException, SQLException {
        try (Connection connection = scripted.getConnection()) {
            SchemaScript.run(connection);
        }
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .placeholders(Migrations.placeholders(database))
                .load();
    }

    private static List<List<String>> rows(DataSource database, String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

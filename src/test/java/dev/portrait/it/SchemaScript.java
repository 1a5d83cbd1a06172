package dev.portrait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The script for databases on which Portrait may not make its tables, as a text that is made of the migrations. */
final class SchemaScript {

    static final Path FOLDER = Path.of("server-config", "schema");
    static final Path FILE = FOLDER.resolve("postgresql.sql");

    private static final Path RESOURCES = Path.of("src", "main", "resources", "db");
    private static final List<Path> MIGRATIONS =
            List.of(RESOURCES.resolve("migration"), RESOURCES.resolve("postgresql"));

    private static final String HISTORY = """
            -- Makes Portrait's tables on PostgreSQL, or what a database of an older version lacks of them.
            -- The build compares it with the migrations in the WAR: do not change it by hand.

            -- What Flyway keeps its records in; Portrait reads them when it starts.
            create table if not exists flyway_schema_history (
                installed_rank integer not null constraint flyway_schema_history_pk primary key,
                version        varchar(50),
                description    varchar(200) not null,
                type           varchar(20) not null,
                script         varchar(1000) not null,
                checksum       integer,
                installed_by   varchar(100) not null,
                installed_on   timestamp not null default now(),
                execution_time integer not null,
                success        boolean not null
            );
            create index if not exists flyway_schema_history_s_idx on flyway_schema_history (success);
            """;

    private static final String MIGRATION = """

            do $portrait$
            begin
            if not exists (select from flyway_schema_history where version = '%2$s') then

            %6$s
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (%1$d, '%2$s', '%3$s', 'SQL', '%4$s', %5$d, current_user, 0, true);

            end if;
            end
            $portrait$;
            """;

    private SchemaScript() {}

    /** Runs what an administrator runs, as the tables' owner. */
    static void run(Connection owner) throws IOException, SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(Files.readString(FILE));
            statement.execute(Files.readString(FOLDER.resolve("grants.sql")));
        }
    }

    /** The script as it has to be for the migrations that the WAR has. */
    static String of(Flyway flyway) {
        MigrationInfo[] migrations = flyway.info().all();
        return HISTORY
                + Arrays.stream(migrations)
                        .map(migration -> block(Arrays.asList(migrations).indexOf(migration) + 1, migration))
                        .collect(Collectors.joining());
    }

    private static Path file(String script) {
        return MIGRATIONS.stream()
                .map(folder -> folder.resolve(script))
                .filter(Files::exists)
                .findAny()
                .orElseThrow();
    }

    private static String block(int rank, MigrationInfo migration) {
        try {
            return MIGRATION.formatted(
                    rank,
                    migration.getVersion(),
                    migration.getDescription(),
                    migration.getScript(),
                    migration.getChecksum(),
                    Files.readString(file(migration.getScript())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

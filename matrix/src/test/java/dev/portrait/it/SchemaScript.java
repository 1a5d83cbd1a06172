package dev.portrait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The script for databases where Portrait may not create tables. It is generated from the migrations. */
final class SchemaScript {

    static final Path FOLDER = Path.of("server-config", "schema");
    static final Path FILE = FOLDER.resolve("postgresql.sql");

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final String POSTGRESQL = "${postgresql} ";

    private static final String HISTORY = """
            -- Creates Portrait's tables on PostgreSQL, or upgrades those of an older version.
            -- The build compares this file with the migrations in the WAR: do not edit it.

            -- Flyway's record of the migrations that were run. Portrait reads it at start.
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

    /** Runs the scripts that an administrator runs, as the owner of the tables. */
    static void run(Connection owner) throws IOException, SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(Files.readString(FILE));
            statement.execute(Files.readString(FOLDER.resolve("grants.sql")));
        }
    }

    /** Generates the script from the migrations of the WAR. */
    static String generate(Flyway flyway) {
        MigrationInfo[] migrations = flyway.info().all();
        return HISTORY
                + Arrays.stream(migrations)
                        .map(migration -> block(Arrays.asList(migrations).indexOf(migration) + 1, migration))
                        .collect(Collectors.joining());
    }

    private static String block(int rank, MigrationInfo migration) {
        try {
            return MIGRATION.formatted(
                    rank,
                    migration.getVersion(),
                    migration.getDescription(),
                    migration.getScript(),
                    migration.getChecksum(),
                    Files.readString(MIGRATIONS.resolve(migration.getScript())).replace(POSTGRESQL, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

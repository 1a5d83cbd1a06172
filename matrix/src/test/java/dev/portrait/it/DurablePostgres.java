package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A PostgreSQL with durable commits that can be killed and restarted. */
final class DurablePostgres implements AutoCloseable {

    private static final String LOG = "statements.log";

    private final Path folder;
    private final Map<String, String> additional;
    private final int port;
    private EmbeddedPostgres running;

    DurablePostgres(Path folder) throws IOException {
        this(folder, Map.of(), ServerProcess.freePort());
    }

    private DurablePostgres(Path folder, Map<String, String> additional, int port) throws IOException {
        this.folder = folder;
        this.additional = additional;
        this.port = port;
        this.running = builder().setPort(port).start();
    }

    /**
     * Starts a synchronous standby, after which the primary acknowledges a commit only when the standby has it. Restarts the
     * primary.
     *
     * @param copy a folder that does not exist
     */
    DurablePostgres startStandby(Path copy, int standbyPort) throws IOException, InterruptedException {
        running.close();
        assertThat(new ProcessBuilder("cp", "-a", folder.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.APPEND);
        running = builder()
                .setServerConfig("synchronous_standby_names", "*")
                .setPort(port)
                .start();
        return new DurablePostgres(copy, Map.of(), standbyPort);
    }

    /** Starts a server that logs every statement and its plan, prefixed with the name of the application. */
    static DurablePostgres loggingStatements(Path folder) throws IOException {
        return new DurablePostgres(
                folder,
                Map.of(
                        "log_statement", "all",
                        "log_line_prefix", "%a,",
                        "logging_collector", "on",
                        "shared_preload_libraries", "auto_explain",
                        "auto_explain.log_min_duration", "0",
                        "log_filename", LOG),
                ServerProcess.freePort());
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log").resolve(LOG));
    }

    // The embedded PostgreSQL disables fsync and synchronous_commit by default.
    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        additional.forEach(builder::setServerConfig);
        return builder.setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // Not the machine's locale, which may be C, where every index serves like 'x%'.
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "en-US")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
    }

    Database database() {
        return Database.local(port, "postgres");
    }

    /** Returns a URL with both nodes that connects to whichever is the primary. */
    Database databaseOr(int standbyPort) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                        .formatted(port, standbyPort),
                "postgres",
                "");
    }

    DataSource dataSource() {
        return running.getPostgresDatabase();
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Kills the server, as the kernel does when memory runs out, and restarts it on the same files. */
    void crash() throws IOException {
        kill();
        restart();
    }

    /** Kills the server. */
    void kill() throws IOException {
        ProcessHandle process = postmaster();
        process.destroyForcibly();
        process.onExit().join();
        running.close();
    }

    void restart() throws IOException {
        running = builder().setPort(port).start();
    }

    /** Suspends all processes: connections stay open and nothing is answered. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle first = postmaster();
        List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(first.pid())));
        first.children().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** Returns the non-null values of a query with one text column, in its order. */
    Set<String> texts(String query) throws SQLException {
        Set<String> values = new LinkedHashSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (rows.getString(1) != null) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A PostgreSQL that keeps what it has committed, and can be killed and started again. */
final class DurablePostgres implements AutoCloseable {

    private static final String LOG = "statements.log";

    private final Path folder;
    private final Map<String, String> more;
    private final int port;
    private EmbeddedPostgres running;

    DurablePostgres(Path folder) throws IOException {
        this(folder, Map.of(), ServerProcess.freePort());
    }

    private DurablePostgres(Path folder, Map<String, String> more, int port) throws IOException {
        this.folder = folder;
        this.more = more;
        this.port = port;
        this.running = builder().setPort(port).start();
    }

    /**
     * Starts a synchronous standby: from now on the primary acknowledges no commit that the standby does not have. Restarts
     * the primary.
     *
     * @param copy a folder that does not exist
     */
    DurablePostgres standby(Path copy, int standbyPort) throws IOException, InterruptedException {
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

    /** Writes every statement and its plan to its log, after the name of the application that sent it. */
    static DurablePostgres talkative(Path folder) throws IOException {
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

    // The embedded one does not wait for the disk unless it is told to.
    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        more.forEach(builder::setServerConfig);
        return builder.setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
    }

    Database database() {
        return Database.local(port, "postgres");
    }

    /** This database, or the standby that takes over from it. */
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

    /** Kills it as the kernel does where memory is short, and starts it on what it has left behind. */
    void crash() throws IOException {
        kill();
        restart();
    }

    /** Kills it; the same port has none until it is started again. */
    void kill() throws IOException {
        ProcessHandle process = postmaster();
        process.destroyForcibly();
        process.onExit().join();
        running.close();
    }

    void restart() throws IOException {
        running = builder().setPort(port).start();
    }

    /** Stops its processes where they are: connections stay open, and nobody answers. */
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

    /** All that a query finds in its only column, nulls left out. */
    Set<String> texts(String query) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (rows.getString(1) != null) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}

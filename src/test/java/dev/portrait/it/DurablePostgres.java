package dev.portrait.it;

import dev.portrait.it.server.Deployment.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** A PostgreSQL that keeps what it has committed, and can be killed and started again. */
final class DurablePostgres implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres running;

    DurablePostgres(Path folder) throws IOException {
        this.folder = folder;
        this.running = builder().start();
    }

    // The embedded one does not wait for the disk unless it is told to.
    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
    }

    Database database() {
        return new Database("127.0.0.1", running.getPort(), "postgres", "postgres", "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Kills it as the kernel does where memory is short, and starts it on what it has left behind. */
    void crash() throws IOException {
        int port = running.getPort();
        long postmaster = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        running.close();
        running = builder().setPort(port).start();
    }

    /** All that a query finds in its only column, nulls left out. */
    Set<String> texts(String query) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Connection connection = running.getPostgresDatabase().getConnection();
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

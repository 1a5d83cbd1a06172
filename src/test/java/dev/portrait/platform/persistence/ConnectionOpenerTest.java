package dev.portrait.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionOpenerTest {

    @TempDir
    Path folder;

    @Test
    void opens_a_connection_to_the_configured_database() throws SQLException {
        try (Connection connection = opener("jdbc:h2:mem:opener").open()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void creates_the_folder_of_the_embedded_database_for_its_owner_only() throws Exception {
        Path data = folder.resolve("data");
        opener("jdbc:h2:file:" + data + "/portrait");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void after_a_failure_fails_at_once_for_a_second() throws Exception {
        ConnectionOpener opener = opener("jdbc:postgresql://127.0.0.1:" + closedPort() + "/portrait");

        assertThatThrownBy(opener::open).isNotInstanceOf(SQLTransientConnectionException.class);
        assertThatThrownBy(opener::open)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasCauseInstanceOf(SQLException.class);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ConnectionOpener opener(String url) throws SQLException {
        Map<String, String> given = Map.of(
                "portrait.db.url",
                url,
                "portrait.data.dir",
                folder.resolve("data").toString());
        return new ConnectionOpener(
                new Settings(new SettingsReader(key -> Optional.ofNullable(given.get(key)))), Map.of());
    }
}

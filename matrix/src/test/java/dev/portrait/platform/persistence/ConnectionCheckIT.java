package dev.portrait.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.it.Certificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Connections to PostgreSQL")
class ConnectionCheckIT {

    private static final Map<String, String> LIMITS = Map.of("loginTimeout", "20", "socketTimeout", "20");

    private EmbeddedPostgres postgres;

    @BeforeAll
    void start() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "tls")
                .toAbsolutePath();
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Certificate.create(certificate, key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    @DisplayName("are checked by their sockets")
    void checks_the_socket() throws SQLException {
        try (Connection connection = open("", LIMITS)) {
            assertChecked(connection);
        }
    }

    @Test
    @DisplayName("are invalid at once when the database has closed them")
    void notices_a_closed_connection() throws SQLException {
        try (Connection connection = open("", LIMITS);
                Connection other = open("", LIMITS)) {
            int process = number(connection, "select pg_backend_pid()");
            assertThat(connection.isValid(1)).isTrue();
            number(other, "select pg_terminate_backend(" + process + ", 10000)::int");
            assertThat(connection.isValid(1)).isFalse(); // within the second in which the database is not asked
            assertThat(other.isValid(1)).isTrue();
        }
    }

    @Test
    @DisplayName("are checked with TLS too")
    void checks_the_socket_below_tls() throws SQLException {
        try (Connection connection = open("&sslmode=require", LIMITS);
                Connection other = open("", LIMITS)) {
            int process = number(connection, "select pg_backend_pid()");
            assertThat(number(other, "select ssl::int from pg_stat_ssl where pid = " + process))
                    .isEqualTo(1);
            assertChecked(connection);
            number(other, "select pg_terminate_backend(" + process + ", 10000)::int");
            assertThat(connection.isValid(1)).isFalse();
        }
    }

    @Test
    @DisplayName("keep a statement's limit of time, which the driver cancels by another connection")
    void cancels_a_statement() throws SQLException {
        try (Connection connection = open("", LIMITS);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(sqlStateOf(statement, "select pg_sleep(30)")).isEqualTo("57014");
            assertThat(number(connection, "select 42")).isEqualTo(42);
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    @DisplayName("use the socket factory of the URL")
    void leaves_an_own_socket_factory() throws SQLException {
        try (Connection connection = open("&socketFactory=" + PlainSockets.class.getName(), LIMITS)) {
            assertThat(isChecked(connection)).isFalse();
            assertThat(number(connection, "select 42")).isEqualTo(42);
        }
    }

    @Test
    @DisplayName("for migrations are not checked, since no pool keeps them")
    void leaves_connections_for_migrations() throws SQLException {
        try (Connection connection = open("", Map.of())) {
            assertThat(isChecked(connection)).isFalse();
        }
    }

    private Connection open(String parameters, Map<String, String> limits) throws SQLException {
        Map<String, String> given = Map.of(
                "portrait.db.url",
                postgres.getJdbcUrl("postgres", "postgres") + parameters,
                "portrait.db.user",
                "postgres");
        return new ConnectionOpener(
                        new Settings(new SettingsReader(key -> Optional.ofNullable(given.get(key)))), limits)
                .open();
    }

    private static void assertChecked(Connection connection) throws SQLException {
        assertThat(isChecked(connection)).isTrue();
        assertThat(connection.isValid(1)).isTrue();
        assertThat(number(connection, "select 42")).isEqualTo(42);
    }

    private static boolean isChecked(Connection connection) {
        return Proxy.isProxyClass(connection.getClass());
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String sqlStateOf(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** The sockets of the JDK. */
    public static final class PlainSockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return new Socket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return new Socket(address, port, localAddress, localPort);
        }
    }
}

package dev.portrait.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckedConnectionTest {

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1); // overflows
    private final AtomicInteger questions = new AtomicInteger();
    private boolean answer = true;
    private SocketChannel database;
    private SocketChannel client;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(server.getLocalAddress());
            database = server.accept();
        }
        connection = CheckedConnection.of(driverConnection(), client, time::get);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        database.close();
    }

    @Test
    void asks_the_database_at_most_once_a_second() throws SQLException {
        assertThat(connection.isValid(1)).isTrue();
        assertThat(questions).hasValue(0);
        pass(Duration.ofSeconds(1));
        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.isValid(1)).isTrue();
        assertThat(questions).hasValue(1);
    }

    @Test
    void asks_again_after_the_answer_no() throws SQLException {
        answer = false;
        pass(Duration.ofSeconds(1));
        assertThat(connection.isValid(1)).isFalse();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(questions).hasValue(2);
    }

    @Test
    void notices_at_once_that_the_database_closed_the_connection() throws Exception {
        database.close();
        assertInvalid();
    }

    @Test
    void notices_at_once_that_the_connection_was_reset() throws Exception {
        database.setOption(StandardSocketOptions.SO_LINGER, 0);
        database.close();
        assertInvalid();
    }

    @Test
    void gives_up_a_connection_on_which_the_database_sent_a_message() throws Exception {
        database.write(ByteBuffer.wrap(new byte[] {'E'}));
        assertInvalid();
    }

    @Test
    void remains_usable_after_a_check() throws Exception {
        assertThat(connection.isValid(1)).isTrue();
        database.write(ByteBuffer.wrap(new byte[] {'Z'}));
        assertThat(client.socket().getInputStream().read()).isEqualTo('Z');
    }

    @Test
    void throws_what_the_driver_throws() {
        assertThatThrownBy(() -> connection.prepareStatement("select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessage("no statement");
    }

    @Test
    void equals_itself_only() {
        assertThat(Set.of(connection)).contains(connection);
        assertThat(connection).isNotEqualTo(CheckedConnection.of(driverConnection(), client, time::get));
    }

    private void assertInvalid() throws SQLException {
        Awaitility.await().until(() -> !connection.isValid(1));
        assertThat(connection.isValid(1)).isFalse();
        assertThat(questions).hasValue(0);
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private Connection driverConnection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "isValid" -> {
                            questions.incrementAndGet();
                            yield answer;
                        }
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "connection";
                        default -> throw new SQLException("no statement");
                    };
                });
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EveryServer
@Tag("direct") // nginx forwards requests as HTTP/1.1
@DisplayName("Responses that the client does not read")
class UnreadAnswersIT {

    private static final int CONNECTIONS = 4;
    private static final int STREAMS = 100;
    private static final byte SETTINGS = 4;
    private static final byte HEADERS = 1;
    private static final byte END_STREAM_AND_HEADERS = 5;

    private final Portrait portrait;

    UnreadAnswersIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("do not block other requests: 400 HTTP/2 requests on connections with a window of 0")
    void do_not_block_other_requests() throws IOException {
        List<Socket> connections = new ArrayList<>();
        try {
            for (int number = 0; number < CONNECTIONS; number++) {
                Socket connection =
                        new Socket(portrait.base().getHost(), portrait.base().getPort());
                connections.add(connection);
                sendRequests(connection);
            }
            for (Socket connection : connections) {
                readUntilIdle(connection);
            }
            Instant begin = Instant.now();
            assertThat(portrait.get("api/v2/health/").status()).isEqualTo(200);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    /** Requests a large file many times, by HTTP/2 without TLS (RFC 9113 section 3.3), with a flow-control window of 0. */
    private void sendRequests(Socket connection) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(requests);
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(out, SETTINGS, (byte) 0, 0, new byte[] {0, 4, 0, 0, 0, 0}); // SETTINGS_INITIAL_WINDOW_SIZE
        byte[] header = header();
        for (int stream = 0; stream < STREAMS; stream++) {
            frame(out, HEADERS, END_STREAM_AND_HEADERS, 1 + 2 * stream, header);
        }
        connection.getOutputStream().write(requests.toByteArray());
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        String path = portrait.base().resolve("docs/swagger-ui-bundle.js").getPath();
        for (String[] field :
                new String[][] {{":method", "GET"}, {":scheme", "http"}, {":authority", "localhost"}, {":path", path}
                }) {
            header.write(0); // a literal without indexing (RFC 7541 section 6.2.2)
            for (String text : field) {
                header.write(text.length());
                header.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return header.toByteArray();
    }

    private static void frame(DataOutputStream out, byte type, byte flags, int stream, byte[] payload)
            throws IOException {
        out.writeShort(payload.length >> 8);
        out.writeByte(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    // Reads until the server sends nothing for a second: then it has started to process the requests.
    private static void readUntilIdle(Socket connection) throws IOException {
        connection.setSoTimeout(1_000);
        byte[] buffer = new byte[65536];
        try {
            while (connection.getInputStream().read(buffer) >= 0) {
                // the content of the frames does not matter
            }
        } catch (SocketTimeoutException | SocketException e) {
            return; // a server without HTTP/2 closes the connection
        }
    }

    @Test
    @DisplayName(
            "A PUT that offers an upgrade to HTTP/2, as Java's HttpClient sends it, is carried out whether or not the server upgrades")
    void carries_out_a_put_that_offers_an_upgrade() throws IOException {
        Person ann = portrait.person();
        String body = "{\"bio\":\"written\"}";
        String request = String.join(
                "\r\n",
                "PUT " + portrait.base().resolve(ann.path()).getPath() + " HTTP/1.1",
                "Host: localhost",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA",
                "Authorization: Bearer " + ann.token(),
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body);
        try (Socket connection =
                new Socket(portrait.base().getHost(), portrait.base().getPort())) {
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            Await.until(
                    "the bio is written", () -> ann.profile().getString("bio").equals("written"));
        }
    }
}

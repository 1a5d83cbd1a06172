package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
@Tag("direct") // nginx refuses or buffers most of these requests
@DisplayName("Log output that clients can cause")
class LogIT {

    private static final int TIMES = 5;
    private static final int BYTES = 1024; // for each request
    private static final String CLAIMS = "{\"iss\":\"https://identity.example\",\"sub\":\"ann\"}";

    private final Portrait portrait;
    private final RunningServer server;
    private final Person ann;

    LogIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("Token headers with line breaks do not start a log line, so audit lines cannot be forged")
    void cannot_be_forged() {
        String mark = "forged-" + UUID.randomUUID();
        String text = "\"x\\n" + mark + "\\r\\n" + mark + "\"";
        for (String member : new String[] {
            "\"kid\":" + text,
            "\"typ\":" + text,
            "\"cty\":" + text,
            "\"jku\":" + text,
            "\"x5u\":" + text,
            "\"x5t\":" + text,
            "\"x5c\":[" + text + "]",
            "\"crit\":[" + text + "]",
            "\"jwk\":{\"kty\":" + text + "}",
            "\"alg\":" + text,
            text + ":1"
        }) {
            String header = "{\"alg\":\"RS256\"," + member + "}";
            portrait.get("api/v2/user/me/", encode(header) + "." + encode(CLAIMS) + ".c2lnbmF0dXJl")
                    .refused(401, "authentication_failed");
            portrait.get("api/v2/user/me/", encode("{\"alg\":\"RS256\"}") + "." + encode("{" + member + "}") + ".c2ln")
                    .refused(401, "authentication_failed");
        }
        String request = "log-" + UUID.randomUUID();
        portrait.send(portrait.request(ann.path())
                .header("X-Request-Id", request)
                .header("Authorization", "Bearer " + ann.token())
                .DELETE());
        Await.until(
                "the audit log contains the request", () -> server.auditText().contains(request));

        assertThat(server.logText().lines()).noneMatch(line -> line.startsWith(mark));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRequests")
    @DisplayName("A malformed or aborted request writes at most 1 KiB")
    void is_bounded(String name, String request) throws IOException {
        String whole = request.replace(
                        "PATH", portrait.base().resolve(ann.path()).getPath())
                .replace("ROOT", portrait.base().getPath())
                .replace("TOKEN", "Bearer " + ann.token());
        send(whole);
        awaitProcessed();
        long before = server.log().toFile().length();
        for (int time = 0; time < TIMES; time++) {
            send(whole);
        }
        awaitProcessed();

        assertThat(server.log().toFile().length() - before).isLessThanOrEqualTo(TIMES * BYTES);
    }

    static Stream<Arguments> brokenRequests() {
        String put = head("PUT PATH HTTP/1.1", "Host: localhost", "Authorization: TOKEN")
                        .strip() + "\r\n";
        String json = "Content-Type: application/json";
        String multipart = "Content-Type: multipart/form-data; boundary=b";
        String file =
                head("--b", "Content-Disposition: form-data; name=\"avatar\"; filename=\"a\"") + "x".repeat(9_000);
        return Map.of(
                        "a bad token",
                        head("GET ROOTapi/v2/user/me/ HTTP/1.1", "Host: localhost", "Authorization: Bearer x.y.z"),
                        "a bad escape",
                        head("GET ROOT%zz HTTP/1.1", "Host: localhost"),
                        "a bad chunk",
                        put + head(json, "Transfer-Encoding: chunked") + "zz\r\n{}",
                        "a bad upgrade",
                        head(
                                "GET ROOT HTTP/1.1",
                                "Host: localhost",
                                "Connection: Upgrade, HTTP2-Settings",
                                "Upgrade: h2c",
                                "HTTP2-Settings: x"),
                        "truncated JSON",
                        put + head(json, "Content-Length: 99") + "{\"bio\":",
                        "a truncated form",
                        put + head("Content-Type: application/x-www-form-urlencoded", "Content-Length: 99") + "bio=",
                        "a truncated picture",
                        put + head(multipart, "Content-Length: 99999") + file,
                        "a picture truncated in a chunk",
                        put + head(multipart, "Transfer-Encoding: chunked") + "ffff\r\n" + file,
                        "no path",
                        head("OPTIONS * HTTP/1.1", "Host: localhost"))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private void send(String request) throws IOException {
        try (Socket socket =
                new Socket(portrait.base().getHost(), portrait.base().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            // A truncated request gets no response.
            socket.setSoTimeout(100);
            socket.getInputStream().read();
        } catch (SocketException | SocketTimeoutException e) {
            return;
        }
    }

    // When a later change is in the audit log, the server has processed the requests before it.
    private void awaitProcessed() {
        String request = "log-" + UUID.randomUUID();
        portrait.send(portrait.request(ann.path())
                .header("X-Request-Id", request)
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"bio\":\"" + request + "\"}")));
        Await.until(
                "the audit log contains the request", () -> server.auditText().contains(request));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

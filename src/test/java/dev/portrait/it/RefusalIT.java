package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(4)
@DisplayName("Refusals are JSON as the contract specifies, whichever component refuses, and change nothing")
class RefusalIT {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String MULTIPART = "multipart/form-data; boundary=b";

    private final Portrait portrait;
    private final Person ann;

    RefusalIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @AfterEach
    void assert_nothing_has_changed() {
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    static Stream<Arguments> malformed() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\nwritten\r\n";
        return Stream.of(
                Arguments.of("application/json", "{\"bio\":\"written\""),
                Arguments.of("application/json", "[]"),
                Arguments.of("application/json", "\"bio\""),
                Arguments.of("application/json", "null"),
                Arguments.of("application/json", "{\"bio\":\"written\"} x"),
                Arguments.of("application/json", "{\"bio\":\"written\",\"bio\":\"again\"}"),
                Arguments.of("application/json", "{\"bio\":\"written\",\"x\":" + "[".repeat(10_000)),
                Arguments.of(
                        "application/json",
                        "{\"bio\":\"written\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                Arguments.of("application/x-www-form-urlencoded", "bio=written&x=%zz"),
                Arguments.of("application/x-www-form-urlencoded", "bio=written&x=%4"),
                Arguments.of("application/x-www-form-urlencoded", "bio=written" + "&x".repeat(1000)),
                Arguments.of("application/json", manyFields(1001)),
                Arguments.of("multipart/form-data", part + "--b--\r\n"),
                Arguments.of("multipart/form-data; boundary=other", part + "--b--\r\n"),
                Arguments.of(
                        "multipart/form-data; boundary=" + "b".repeat(71),
                        part.replace("--b", "--" + "b".repeat(71)) + "--" + "b".repeat(71) + "--\r\n"),
                Arguments.of(MULTIPART, part),
                Arguments.of(MULTIPART, part.substring(0, part.length() - 5)),
                Arguments.of(MULTIPART, part + "--b"),
                Arguments.of(MULTIPART, "no part at all"),
                Arguments.of(MULTIPART, "--b--\r\n" + part + "--b--\r\n"),
                Arguments.of(MULTIPART, part.repeat(65) + "--b--\r\n"));
    }

    private static String manyFields(int count) {
        return IntStream.range(1, count)
                .mapToObj(i -> ",\"x" + i + "\":0")
                .collect(Collectors.joining("", "{\"bio\":\"written\"", "}"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @DisplayName("A malformed body is 400 parse_error")
    void malformed_body(String contentType, String body) {
        for (String method : List.of("PUT", "PATCH")) {
            ann.send(method, contentType, body.getBytes(StandardCharsets.UTF_8)).refused(400, "parse_error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", MULTIPART})
    @DisplayName("Invalid UTF-8 is a field error")
    void invalid_utf8(String contentType) {
        String body = contentType.equals(MULTIPART)
                ? "--b\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\nwri\u00fftten\r\n--b--\r\n"
                : contentType.endsWith("json") ? "{\"bio\":\"wri\u00fftten\"}" : "bio=wri%FFtten";

        ann.send("PUT", contentType, body.getBytes(StandardCharsets.ISO_8859_1)).refusedFields("bio:invalid");
    }

    @Test
    @DisplayName("A lone surrogate is a field error")
    void lone_surrogate() {
        ann.json("PUT", "{\"bio\":\"\\ud83e\"}").refusedFields("bio:invalid");
    }

    @Test
    @DisplayName("Up to 64 parts are accepted")
    void accepts_64_parts() {
        Multipart parts = new Multipart();
        for (int i = 0; i < 64; i++) {
            parts.text("unknown" + i, "x");
        }
        ann.put(parts).user();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "image/png",
                "multipart/mixed; boundary=b",
                "nonsense/*",
                "*/*",
                "json",
                "null"
            })
    @DisplayName("Another media type is 415")
    void unsupported_media_type(String contentType) {
        ann.send("PUT", contentType, "x".getBytes(StandardCharsets.US_ASCII)).refused(415, "unsupported_media_type");
    }

    @Test
    @DisplayName("A body without a media type is 415")
    void no_media_type() throws IOException {
        assertThat(raw("", "Content-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 415 ")
                .contains("unsupported_media_type");
    }

    @Test
    @DisplayName("A refusal of the container because of a header is JSON too, if the container evaluates the header")
    void is_json_from_the_container() {
        Answer range = portrait.send(
                portrait.request("index.html").header("Range", "bytes=9999999-").GET());
        Answer match = portrait.send(
                portrait.request("index.html").header("If-Match", "\"x\"").GET());

        assertThat(range).satisfiesAnyOf(a -> assertThat(a.status()).isEqualTo(200), a -> a.refused(416, "invalid"));
        assertThat(match)
                .satisfiesAnyOf(a -> assertThat(a.status()).isEqualTo(200), a -> a.refused(412, "precondition_failed"));
    }

    @Test
    @DisplayName("Stalled uploads do not block other requests")
    void serves_others_during_stalled_uploads() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 48; i++) {
                stalled.add(start(JSON, "Content-Length: 100\r\n\r\n{"));
            }
            // Long enough for the stalled uploads to reach the point where they block.
            for (int i = 0; i < 150; i++) {
                ann.form("PATCH", Map.of("location", "served " + i)).user();
            }
            assertThat(portrait.get("api/v2/health/").status()).isEqualTo(200);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("A compressed body is 415")
    void compressed() {
        portrait.send(portrait.request(ann.path())
                        .header("Authorization", "Bearer " + ann.token())
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .PUT(BodyPublishers.ofString("{}")))
                .refused(415, "unsupported_media_type");
    }

    @Test
    @DisplayName("An Accept header without JSON is 406")
    void not_acceptable() {
        for (String accept : List.of("text/html", "application/xml")) {
            portrait.send(portrait.request(ann.path()).header("Accept", accept).GET())
                    .refused(406, "not_acceptable");
        }
    }

    @Test
    @DisplayName("Another method is 405 with Allow")
    void method_not_allowed() {
        for (String method : List.of("POST", "PROPFIND", "PURGE")) {
            Answer answer = portrait.send(portrait.request(ann.path()).method(method, BodyPublishers.noBody()))
                    .refused(405, "method_not_allowed");
            assertThat(answer.header("Allow")).contains("GET", "PUT", "PATCH");
        }
        portrait.send("PUT", "api/v2/user/me/", ann.token(), "application/json", new byte[0])
                .refused(405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "nothing.html",
                "nothing%C2%85", // a line break in regular expressions
                "nothing%E2%80%A8",
                "api",
                "api/v2",
                "api/v2/",
                "api/v2/nothing/",
                "media/",
                "media/nothing.jpg",
                "error",
                "api/v2/application.wadl"
            })
    @DisplayName("A path that does not exist is 404")
    void not_found(String path) {
        portrait.get(path).refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/web.xml", "WEB-INF/", "META-INF/MANIFEST.MF", "web-inf/web.xml"})
    @DisplayName("Internal files of the WAR are 404 (some containers answer themselves)")
    void inside_the_war(String path) {
        Answer answer = portrait.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).doesNotContain("web-app", "Manifest-Version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2E%2E%5C%2E%2E%5Cwin.ini",
                "..%5c..%5cx",
                "a%5cb",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "a%00b",
                "a;b=c"
            })
    @Tag("direct")
    @DisplayName("A path with traversal or control characters is 400, 403 or 404, never 500")
    void refuses_odd_paths(String path) throws IOException {
        String answer = RawRequest.send(
                portrait.base(),
                "GET " + portrait.base().getPath() + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404) .*").doesNotContain("xception", "\tat ");
    }

    static Stream<String> oddRequests() {
        String host = "Host: localhost\r\nConnection: close\r\n";
        return Stream.of(
                "GET  %s HTTP/1.1\r\n" + host,
                "GET %s\r\n" + host,
                "GET %s HTTP/9.9\r\n" + host,
                "GET %s HTTP/1.1 x\r\n" + host,
                "GET %s x HTTP/1.1\r\n" + host,
                "GE\0T %s HTTP/1.1\r\n" + host,
                "%s\r\n" + host,
                "\u0016\u0003\u0001\u0002\r\n",
                "GET %s?x=%zz&y=% HTTP/1.1\r\n" + host,
                "GET %s?x=" + "x".repeat(20_000) + " HTTP/1.1\r\n" + host,
                "GET %s" + "x/".repeat(10_000) + " HTTP/1.1\r\n" + host,
                "GET %s HTTP/1.1\r\nX-Long: " + "x".repeat(100_000) + "\r\n" + host,
                "GET %s HTTP/1.1\r\n" + "X-Many: x\r\n".repeat(10_000) + host,
                "GET %s HTTP/1.1\r\n" + "x".repeat(100_000) + ": x\r\n" + host,
                "GET %s HTTP/1.1\r\nno header at all\r\n" + host,
                "GET %s HTTP/1.1\r\nX-Odd : x\r\n" + host,
                "GET %s HTTP/1.1\r\n X-Folded: x\r\n" + host,
                "GET %s HTTP/1.1\r\nX-Nul: \0\r\n" + host,
                "GET %s HTTP/1.1\r\n\r\n",
                "GET %s HTTP/1.1\r\nHost: a\r\n" + host);
    }

    @ParameterizedTest
    @MethodSource("oddRequests")
    @DisplayName("A malformed request is refused or served, never 500")
    void refuses_or_serves_malformed_requests(String request) throws IOException {
        String path = portrait.base().resolve(ann.path()).getPath();

        String answer = RawRequest.send(portrait.base(), request.replace("%s", path) + "\r\n");

        assertThat(answer).doesNotStartWith("HTTP/1.1 500").doesNotContain("xception", "\tat ", "dev.portrait");
        assertThat(portrait.get(ann.path()).status()).isEqualTo(200);
    }

    @Test
    @Tag("direct")
    @DisplayName("A Content-Length over the limit is 413 before the body is sent")
    void refuses_a_content_length_over_the_limit() throws IOException {
        String answer = raw(JSON, "Content-Length: 26214401\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"payload_too_large\"");
    }

    @Test
    @Tag("direct")
    @DisplayName("A multipart body over 25 MiB is 413")
    void refuses_a_multipart_body_over_the_limit() throws IOException {
        String answer = raw("Content-Type: " + MULTIPART + "\r\n", "Content-Length: 26214401\r\n\r\n--b");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"payload_too_large\"");
    }

    @Test
    @Tag("direct")
    @DisplayName("A chunked body that exceeds the limit is 413")
    void refuses_a_chunked_body_over_the_limit() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";

        String answer = raw(JSON, "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(26));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"payload_too_large\"");
    }

    private String raw(String contentType, String rest) throws IOException {
        return RawRequest.sendBeginning(portrait.base(), beginning(contentType, rest));
    }

    private Socket start(String contentType, String rest) throws IOException {
        Socket socket = new Socket(portrait.base().getHost(), portrait.base().getPort());
        socket.getOutputStream().write(beginning(contentType, rest).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String beginning(String contentType, String rest) {
        return "PUT " + portrait.base().getPath() + ann.path() + " HTTP/1.1\r\nHost: localhost\r\n" + contentType
                + "Authorization: Bearer " + ann.token() + "\r\n" + rest;
    }
}

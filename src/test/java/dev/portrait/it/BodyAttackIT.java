package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection({2, 4})
@DisplayName("Attacks with request bodies")
class BodyAttackIT {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final String DISPOSITION = "Content-Disposition: form-data; name=\"bio\"";

    private final Portrait portrait;
    private final Person ann;

    BodyAttackIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @AfterEach
    void assert_nothing_has_changed() {
        assertThat(ann.profile().getString("bio")).isEmpty();
        assertThat(ann.profile().getString("real_name")).isEmpty();
    }

    @Tag("direct") // nginx waits for the whole body
    @ParameterizedTest
    @CsvSource({
        "GET api/v2/health/, Content-Length: 5, 200",
        "GET api/v2/health/, Connection: Upgrade, 200",
        "PUT api/v2/user/1/, Content-Length: 5, 401"
    })
    @DisplayName(
            "A response that needs no body, or no authenticated caller, does not wait for a body that never arrives")
    void responds_before_the_body_arrives(String request, String header, int status) throws IOException {
        String[] line = request.split(" ", 2);
        String path = portrait.base().resolve(line[1]).getPath();
        for (String type : List.of(JSON, MULTIPART, "application/x-www-form-urlencoded")) {
            assertThat(RawRequest.statusOf(
                            portrait.base(),
                            line[0] + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n"
                                    + header + "\r\n\r\n"))
                    .as(type)
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, MULTIPART})
    @DisplayName("A truncated body is 400, wherever it is cut")
    void refuses_a_truncated_body(String contentType) {
        String body = contentType.equals(JSON)
                ? "{\"bio\":\"written\",\"x\":[1,{\"y\":null}],\"z\":-1.5e3}"
                : part(DISPOSITION, "written") + part("Content-Disposition: form-data; name=\"x\"", "y") + "--b--";
        for (int length = 1; length < body.length(); length++) {
            Answer answer = ann.send("PUT", contentType, bytes(body.substring(0, length)));
            assertThat(answer.status()).as(body.substring(0, length)).isEqualTo(400);
            answer.refused(400, "parse_error");
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(MULTIPART, part(DISPOSITION, "written").repeat(10_000) + "--b--\r\n"),
                Arguments.of(MULTIPART, part(DISPOSITION + "\r\nX: " + "x".repeat(1 << 20), "written") + "--b--\r\n"),
                Arguments.of(MULTIPART, part(DISPOSITION + "\r\nX: y".repeat(5000), "written") + "--b--\r\n"),
                Arguments.of(MULTIPART, "--b\r\n" + DISPOSITION + "; filename=\"" + "x".repeat(1 << 20)),
                Arguments.of(MULTIPART, part(DISPOSITION, "written") + part("X: y", "z") + "--b--\r\n"),
                Arguments.of(MULTIPART, part(DISPOSITION, "written") + "--b\r\n\r\nz\r\n--b--\r\n"),
                Arguments.of("multipart/form-data; boundary=\"\"", part(DISPOSITION, "written") + "--b--\r\n"),
                Arguments.of(JSON, "{\"bio\":\"written\",\"x\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001)),
                Arguments.of(JSON, "{\"bio\":\"written\",\"bio\":\"written\"}"),
                Arguments.of(JSON, "{\"bio\":\"written\",\"b\\u0069o\":\"again\"}"),
                Arguments.of(JSON, "{'bio':'written'}"),
                Arguments.of(JSON, "{\"bio\":\"written\",}"),
                Arguments.of(JSON, "{\"bio\":\"written\"/**/}"),
                Arguments.of(JSON, "{\"bio\":\"written\",\"x\":NaN}"),
                Arguments.of(JSON, "{\"bio\":\"written\",\"x\":01}"),
                Arguments.of(JSON, "{\"bio\":\"writ\u0000ten\"}"),
                Arguments.of(JSON, "\u0000{\"bio\":\"written\"}"),
                Arguments.of(JSON, "{\"bio\":\"written\"}{\"bio\":\"written\"}"),
                Arguments.of(FORM, "bio=written&%=x"),
                Arguments.of(FORM, "bio=written&x=%u0041"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @DisplayName("A malformed or excessive body is 400 parse_error")
    void refuses_a_malformed_body(String contentType, String body) {
        ann.send("PUT", contentType, bytes(body)).refused(400, "parse_error");
    }

    static Stream<String> forgedNames() {
        return Stream.of(
                "Ann\u202Exe",
                "\u2066Ann",
                "Ann\u200B",
                "A\u200Dnn",
                "\uFEFFAnn",
                "An\u00ADn",
                "Ann\u2060",
                "Ann\u3164",
                "\u061CAnn",
                "Ann\u180E",
                "\u2800",
                "Ann\u0000",
                "An\u2029n");
    }

    @ParameterizedTest
    @MethodSource("forgedNames")
    @DisplayName("A name with bidirectional or invisible characters is refused in each media type")
    void forged_names(String name) {
        ann.form("PUT", Map.of("real_name", name)).refusedFields("real_name:invalid");
        ann.put(new Multipart().text("real_name", name)).refusedFields("real_name:invalid");
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        ann.json("PUT", "{\"real_name\":\"" + escaped + "\"}").refusedFields("real_name:invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://user@host.example/",
                "https://user:pass@host.example/",
                "https://@host.example/",
                "https://good.example\\@evil.example/",
                "https://host.example\\..\\x",
                "http://",
                "http:///x",
                "https://host.example/\u0000",
                "ht\ttps://host.example/",
                "https://host.example/\nx",
                "data:text/html,x",
                "//host.example/",
                "https://host.example:99999/"
            })
    @DisplayName("A website that is invalid or disguises its host is refused")
    void refuses_bad_websites(String website) {
        ann.form("PUT", Map.of("website", website)).refusedFields("website:invalid");
        assertThat(ann.profile().getString("website")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, FORM, MULTIPART})
    @DisplayName("Invalid UTF-8 is a field error: stray bytes, overlong forms, truncated sequences, surrogates")
    void refuses_invalid_utf8(String contentType) {
        for (String wrong : List.of(
                "\u00ff", "\u0080", "\u00c0\u00af", "\u00e2\u0082", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080")) {
            String value = "x" + wrong + "x";
            String body = switch (contentType) {
                case JSON -> "{\"bio\":\"" + value + "\"}";
                case FORM -> "bio=" + percent(value);
                default -> part(DISPOSITION, value) + "--b--\r\n";
            };
            ann.send("PUT", contentType, body.getBytes(StandardCharsets.ISO_8859_1))
                    .refusedFields("bio:invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "iso-8859-1", "utf-7", "nonsense", "\"\""})
    @DisplayName("A body with a charset other than UTF-8 is 415")
    void refuses_other_charsets(String charset) {
        for (String type : List.of(JSON, FORM)) {
            Answer answer = ann.send(
                    "PUT",
                    type + "; charset=" + charset,
                    bytes(type.equals(JSON) ? "{\"location\":\"ü\"}" : "location=%C3%BC"));
            answer.refused(415, "unsupported_media_type");
            ann.send("PUT", type + ";charset=utf-8", new byte[] {}).user();
        }
        assertThat(ann.profile().getString("location")).isEmpty();
    }

    @Test
    @DisplayName("A multipart body nested in a part is the content of that part")
    void does_not_read_nested_parts() {
        ann.send(
                        "PUT",
                        MULTIPART,
                        bytes(part(
                                        "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: multipart/mixed; boundary=c",
                                        "--c\r\n" + DISPOSITION + "\r\n\r\nwritten\r\n--c--")
                                + "--b--\r\n"))
                .user();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r--b\r\n",
                "\n--b\r\n",
                "\r\n--b \r\n",
                "\r\n--bc\r\n",
                "\r\n--b--\r\n--b\r\n",
                "\n--b--x\r\n--b\r\n"
            })
    @DisplayName("No variant of a delimiter bypasses the limit of parts")
    void counts_parts_with_unusual_delimiters(String delimiter) {
        String hidden =
                (delimiter + "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: image\r\n\r\ny").repeat(100);
        Answer answer = ann.send(
                "PUT",
                MULTIPART,
                bytes("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny" + hidden + "\r\n--b--"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(delimiter.contains("--b--") ? 200 : 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: frm-data; name=\"avatar\"; filename=\"a\"",
                "Content-Disposition: form-data",
                "Content-Disposition: form-data; name=",
                "Content-Disposition: ;;;",
                "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: imagepng",
                "Content-Disposition: form-data; name=\"avatar\"; filename=\"a\"\r\nContent-Type: imagepng",
                "Content-Disposition: form-data; name=\"avatar\"; filename=\"a\"\r\nContent-Type: ;",
                "Content-Disposition: form-data; name=\"x\"\r\nno header at all"
            })
    @DisplayName("A part with malformed headers is accepted or 400, never 500")
    void accepts_or_refuses_malformed_part_headers(String headers) {
        Answer answer = ann.send("PUT", MULTIPART, bytes(part(headers, "z") + "--b--\r\n"));

        assertThat(answer.status()).as("%s", answer).isIn(200, 400);
    }

    static Stream<Arguments> framings() {
        String body = "{\"bio\":\"written\"}";
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
        return Stream.of(
                Arguments.of("too long a length", "Content-Length: 500\r\n\r\n" + body),
                Arguments.of("too short a length", "Content-Length: 5\r\n\r\n" + body),
                Arguments.of("a negative length", "Content-Length: -1\r\n\r\n" + body),
                Arguments.of("a length that is not a number", "Content-Length: x\r\n\r\n" + body),
                Arguments.of("a length with a sign", "Content-Length: +" + body.length() + "\r\n\r\n" + body),
                Arguments.of("two lengths", "Content-Length: 5\r\nContent-Length: 18\r\n\r\n" + body),
                Arguments.of("chunks without an end", "Transfer-Encoding: chunked\r\n\r\n" + chunk),
                Arguments.of("a chunk cut short", "Transfer-Encoding: chunked\r\n\r\nff\r\n" + body),
                Arguments.of(
                        "a chunk size that is not a number",
                        "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body + "\r\n0\r\n\r\n"),
                Arguments.of("a huge chunk size", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + body),
                Arguments.of("another coding", "Transfer-Encoding: gzip\r\n\r\n" + body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    @DisplayName("A body with wrong or missing framing changes nothing and is not read as a second request:")
    void framing(String name, String rest) throws IOException {
        String answer = raw(rest);

        // Open Liberty 25.0.0.9 treats an invalid length as an empty body, which changes nothing.
        String status = name.contains("length") && !name.contains("short") ? "(200|[45]\\d\\d)" : "[45]\\d\\d";
        assertThat(answer)
                .matches("(?s)(HTTP/1.1 " + status + " .*)?")
                .doesNotContain("HTTP/1.1 500", "xception", "\tat ");
        assertThat(answer.substring(Math.min(1, answer.length()))).doesNotContain("HTTP/1.1 2");
    }

    @Test
    @DisplayName("Chunked encoding overrides Content-Length, or the request is refused (RFC 9112 section 6.3)")
    void length_beside_chunks() throws IOException {
        String body = "{\"location\":\"by chunks\"}";
        String answer = raw("Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (200|400) .*");
        assertThat(ann.profile().getString("location")).isEqualTo(answer.startsWith("HTTP/1.1 200") ? "by chunks" : "");
    }

    private String raw(String rest) throws IOException {
        return RawRequest.send(
                portrait.base(),
                "PUT " + path() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ann.token()
                        + "\r\nContent-Type: application/json\r\n" + rest);
    }

    private String path() {
        return portrait.base().resolve(ann.path()).getPath();
    }

    private static String part(String headers, String content) {
        return "--b\r\n" + headers + "\r\n\r\n" + content + "\r\n";
    }

    private static String percent(String latin1) {
        StringBuilder encoded = new StringBuilder();
        latin1.chars().forEach(unit -> encoded.append(String.format("%%%02X", unit)));
        return encoded.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

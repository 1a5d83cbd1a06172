package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@DisplayName("Methods")
class MethodIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private final Portrait portrait;
    private final Person ann;

    MethodIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index.html", "portrait.css", "server.html", "ready.js"})
    @ContractSection(4)
    @DisplayName("Files are read only: another method is 405 with Allow")
    void files(String path) {
        for (String method : List.of("PUT", "POST", "PATCH", "DELETE", "PURGE")) {
            Answer answer = send(method, path).refused(405, "method_not_allowed");
            assertThat(allowed(answer)).containsExactly("GET", "HEAD", "OPTIONS");
        }
        assertThat(allowed(send("OPTIONS", path))).containsExactly("GET", "HEAD", "OPTIONS");
        assertThat(portrait.get(path).status()).isEqualTo(200);
    }

    @Test
    @ContractSection(4)
    @DisplayName("What is not there is 404 to every method")
    void nothing() {
        for (String path : List.of("nothing", "WEB-INF/web.xml", "api/v2/nothing/")) {
            for (String method : List.of("PUT", "POST", "PATCH", "DELETE", "OPTIONS")) {
                assertThat(send(method, path).status()).as(method + " " + path).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET", "PUT"})
    @ContractSection(4)
    @Tag("direct") // nginx answers by itself
    @DisplayName("A target that is no path is 404")
    void no_path(String method) throws IOException {
        assertThat(RawRequest.send(
                        portrait.base(), method + " * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "api/v2/user/me/ : GET,HEAD,OPTIONS",
                "api/v2/health/ : GET,HEAD,OPTIONS",
                "media/aaaaaaaaaaaaaaaaaaaaaa.jpg : GET,HEAD,OPTIONS"
            })
    @ContractSection({1, 4})
    @DisplayName("OPTIONS and 405 name the methods that there are")
    void allow(String path, String methods) {
        Answer options = send("OPTIONS", path);
        assertThat(options.status()).isIn(200, 204);
        assertThat(String.join(",", allowed(options))).isEqualTo(methods);

        Answer refused = send("PROPFIND", path).refused(405, "method_not_allowed");
        assertThat(allowed(refused)).contains("GET").doesNotContain("PROPFIND");
    }

    @Test
    @ContractSection(1)
    @DisplayName("OPTIONS of a profile tells what its owner may write, and the limits")
    void options_of_a_profile() {
        Answer answer = send("OPTIONS", ann.path());

        assertThat(allowed(answer)).contains("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE");
        assertThat(answer.user().getJsonObject("actions").getJsonObject("PUT").toString())
                .contains(
                        "\"real_name\":{\"read_only\":false,\"max_length\":255}",
                        "\"bio\":{\"read_only\":false,\"max_length\":10000}",
                        "\"gender\":{\"read_only\":false,\"choices\":[\"Male\",\"Female\",\"Unspecified\"]}");
        send("OPTIONS", "api/v2/user/" + Long.MAX_VALUE + "/").refused(404, "not_found");
    }

    @Test
    @ContractSection(1)
    @Tag("direct")
    @DisplayName("HEAD is GET without a body")
    void head() {
        for (String path : List.of(ann.path(), "api/v2/health/", "")) {
            Answer head = send("HEAD", path);
            Answer get = portrait.get(path);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.bytes()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        }
    }

    @Test
    @ContractSection(4)
    @DisplayName("TRACE is refused, and echoes nothing")
    void trace() {
        for (String path : List.of("", ann.path(), "api/v2/health/")) {
            Answer answer = portrait.send(portrait.request(path)
                    .header("Authorization", "Bearer secret")
                    .method("TRACE", BodyPublishers.noBody()));
            assertThat(answer.status()).isIn(401, 403, 405, 501);
            assertThat(answer.text()).doesNotContain("secret", "<html");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "put"})
    @ContractSection(9)
    @DisplayName("POST with an override header is the method that it names, for each media type")
    void override_by_header(String method) {
        post(FORM, "bio=form", method).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("form");
        post("application/json", "{\"bio\":\"json\"}", method).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("json");
        post("multipart/form-data; boundary=b", part("bio", "parts") + "--b--\r\n", method)
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    @ContractSection(9)
    @DisplayName("POST of a form with the field _method is the method that it names")
    void override_by_field(String method) {
        ann.send("POST", FORM, bytes("_method=" + method + "&bio=form")).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("form");
        ann.send(
                        "POST",
                        "multipart/form-data; boundary=b",
                        bytes(part("bio", "parts \u00fc") + part("_method", method) + "--b--\r\n"))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("parts \u00fc");
    }

    @Test
    @ContractSection(9)
    @DisplayName("POST that names no such method is 405, and changes nothing")
    void no_override() {
        for (Answer answer : List.of(
                post(FORM, "bio=written", "DELETE"),
                post(FORM, "bio=written", ""),
                ann.send("POST", FORM, bytes("bio=written")),
                ann.send("POST", FORM, bytes("bio=written&_method=GET")),
                ann.send("POST", "application/json", bytes("{\"_method\":\"PUT\",\"bio\":\"written\"}")),
                ann.send("POST", "multipart/form-data; boundary=b", bytes(part("bio", "written") + "--b--\r\n")),
                portrait.send("POST", ann.path() + "?_method=PUT", ann.token(), FORM, bytes("bio=written")))) {
            answer.refused(405, "method_not_allowed");
            assertThat(allowed(answer)).contains("PUT", "PATCH", "GET");
        }
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @ContractSection(9)
    @DisplayName("An override opens no other door")
    void override_of_others() {
        Person bob = portrait.person();
        portrait.send("POST", bob.path(), ann.token(), FORM, bytes("_method=PUT&bio=written"))
                .refused(403, "permission_denied");
        portrait.send(request(bob.path(), "bio=written", "PUT")).refused(403, "permission_denied");

        assertThat(bob.profile().getString("bio")).isEmpty();
    }

    private Answer post(String contentType, String body, String override) {
        return portrait.send(request(ann.path(), body, override).setHeader("Content-Type", contentType));
    }

    private HttpRequest.Builder request(String path, String body, String override) {
        return portrait.request(path)
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", FORM)
                .header(OVERRIDE, override)
                .POST(BodyPublishers.ofByteArray(bytes(body)));
    }

    private Answer send(String method, String path) {
        return portrait.send(portrait.request(path).method(method, BodyPublishers.noBody()));
    }

    private static Set<String> allowed(Answer answer) {
        return new TreeSet<>(List.of(answer.header("Allow").split("[, ]+")));
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

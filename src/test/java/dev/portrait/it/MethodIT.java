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
@DisplayName("HTTP methods")
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
    @DisplayName("Files are read-only: other methods are 405 with Allow")
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
    @DisplayName("A path that does not exist is 404 for every method")
    void is_404_for_a_missing_path() {
        for (String path : List.of("nothing", "WEB-INF/web.xml", "api/v2/nothing/")) {
            for (String method : List.of("PUT", "POST", "PATCH", "DELETE", "OPTIONS")) {
                assertThat(send(method, path).status()).as(method + " " + path).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET", "PUT"})
    @ContractSection(4)
    @Tag("direct") // nginx itself answers
    @DisplayName("A request target that is not a path is 404")
    void is_404_for_a_target_that_is_not_a_path(String method) throws IOException {
        assertThat(RawRequest.send(
                        portrait.base(), method + " * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "api/v2/user/me/ : GET,HEAD,OPTIONS",
                "api/v2/users/ : GET,HEAD,OPTIONS",
                "api/v2/health/ : GET,HEAD,OPTIONS",
                "media/aaaaaaaaaaaaaaaaaaaaaa.jpg : GET,HEAD,OPTIONS"
            })
    @ContractSection({1, 4})
    @DisplayName("OPTIONS and 405 name the allowed methods")
    void names_the_allowed_methods(String path, String methods) {
        Answer options = send("OPTIONS", path);
        assertThat(options.status()).isIn(200, 204);
        assertThat(String.join(",", allowed(options))).isEqualTo(methods);

        Answer refused = send("PROPFIND", path).refused(405, "method_not_allowed");
        assertThat(allowed(refused)).contains("GET").doesNotContain("PROPFIND");
    }

    @Test
    @ContractSection(1)
    @DisplayName("OPTIONS of a profile describes the fields that the owner can change, and their limits")
    void describes_the_fields() {
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
    @DisplayName("HEAD is like GET without a body")
    void has_no_body_for_head() {
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
    @DisplayName("TRACE is refused and echoes nothing")
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
    @DisplayName("POST with an override header acts as the named method, in each media type")
    void accepts_an_override_header(String method) {
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
    @DisplayName("POST of a form with the field _method acts as the named method")
    void accepts_an_override_field(String method) {
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
    @DisplayName("POST without a valid override is 405 and changes nothing")
    void refuses_post_without_override() {
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
    @DisplayName("An override does not bypass the check of the owner")
    void refuses_an_override_for_another_user() {
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

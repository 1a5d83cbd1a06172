package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A response that does not match the OpenAPI document fails the test that sent the request")
class AnswerCheckTest {

    private static final String JSON = "application/json";
    private static final String UP = "{\"database\":\"up\",\"media\":\"up\",\"keys\":\"up\"}";

    private HttpServer server;
    private Portrait portrait;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        portrait = new Portrait(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), new TokenMinter());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("A matching response passes")
    void accepts_a_matching_response() {
        answer(200, JSON, "no-store", UP);

        assertThatCode(() -> portrait.get("api/v2/health/")).doesNotThrowAnyException();
        assertThatCode(() -> portrait.get("api/v2/health")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "418 | application/json | no-store | {} | has no status 418",
                "200 | text/html | no-store | <p> | the media type of",
                "200 | application/json | | {\"database\":\"up\",\"media\":\"up\",\"keys\":\"up\"} | the header Cache-Control",
                "200 | application/json | no-store | {\"database\":\"up\",\"media\":\"up\"} | 'keys' not found",
                "200 | application/json | no-store | {\"database\":\"up\",\"media\":\"up\",\"keys\":\"on\"} | pattern",
                "200 | application/json | no-store | {\"database\":\"up\",\"media\":\"up\",\"keys\":\"up\",\"x\":1} | 'x'",
                "500 | application/json | no-store | {\"errors\":[{\"code\":\"new\",\"message\":\"m\"}]} | enum",
                "500 | application/json | no-store | {\"errors\":[{\"code\":\"error\"}]} | 'message' not found"
            })
    @DisplayName("A wrong status, media type, header or content fails")
    void fails_on_a_mismatch(int status, String type, String cache, String body, String complaint) {
        answer(status, type, cache == null ? "" : cache, body);

        assertThatThrownBy(() -> portrait.get("api/v2/health/"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"user/me, me", "user/1, me", "user/1, public"})
    @DisplayName("A user with all keys of the view passes")
    void accepts_each_view(String path, String view) {
        answerUser(view, Set.of());

        assertThatCode(() -> portrait.get("api/v2/" + path)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "user/me, email, 'email' not found",
        "user/me, email_isvalid, 'email_isvalid' not found",
        "user/me, username, 'username' not found",
        "user/1, email, 'email'",
        "user/1, email_isvalid, 'email_isvalid'",
        "user/1, username, 'username' not found"
    })
    @DisplayName("A user without one of the keys of the view fails")
    void fails_on_a_missing_key(String path, String key, String complaint) {
        answerUser("me", Set.of(key));

        assertThatThrownBy(() -> portrait.get("api/v2/" + path))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("A page of a list with an unknown key fails")
    void fails_on_an_unknown_key() {
        answer(200, JSON, "", "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[],\"more\":1}");

        assertThatThrownBy(() -> portrait.get("api/v2/user/"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'more'");
    }

    @Test
    @DisplayName("A success for an undocumented path or method fails")
    void fails_on_an_undocumented_operation() {
        answer(200, JSON, "no-store", UP);

        for (String path : new String[] {"api/v2/secret/", "api/v2/user/1/secret", "media/a/b"}) {
            assertThatThrownBy(() -> portrait.get(path))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the OpenAPI document has no such operation");
        }
        assertThatThrownBy(() -> portrait.send("PUT", "api/v2/health/", "x", JSON, new byte[0]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the OpenAPI document has no such operation");
    }

    // Answers with the example user of the OpenAPI document, without some of the keys.
    private void answerUser(String view, Set<String> missing) {
        String path = view.equals("me") ? "/paths/~1api~1v2~1user~1me~1" : "/paths/~1api~1v2~1user~1{id}~1";
        JsonObjectBuilder user = Json.createObjectBuilder(ApiDocument.packaged()
                .at(path + "/get/responses/200/content/application~1json/examples/" + view + "/value")
                .asJsonObject());
        missing.forEach(user::remove);
        answer(200, JSON, "private, no-cache", user.build().toString());
    }

    private void answer(int status, String type, String cache, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Vary", "Authorization, Origin");
            if (!cache.isEmpty()) {
                exchange.getResponseHeaders().set("Cache-Control", cache);
            }
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }
}

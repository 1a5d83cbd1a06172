package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(9)
@DisplayName("Requests from pages of other origins")
class CorsIT {

    /** An origin that the server's CORS settings allow. */
    static final String PORTAL = "https://portal.example";

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Portrait portrait;
    private final Person ann;

    CorsIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE", "OPTIONS"})
    @DisplayName("A preflight of a configured origin succeeds without a token")
    void answers_a_preflight_without_a_token(String method) {
        Answer answer = preflight(PORTAL, method);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header(ALLOWED)).isEqualTo(PORTAL);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type", "If-Match");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.response().headers().allValues("Vary").toString()).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "http://portal.example",
                "https://portal.example:8443",
                "https://portal.example.evil.example",
                "https://evilportal.example",
                "HTTPS://PORTAL.EXAMPLE",
                "https://portal.example/",
                "null",
                "*"
            })
    @DisplayName("Other origins get no Access-Control-Allow-Origin")
    void other_origins(String origin) {
        assertThat(preflight(origin, "PUT").header(ALLOWED)).isEmpty();
        assertThat(get(ann.path(), origin).header(ALLOWED)).isEmpty();
    }

    @Test
    @DisplayName("The configured origin can read every kind of response and its ETag")
    void lets_the_configured_origin_read_responses() {
        Answer read = get(ann.path(), PORTAL);
        assertThat(read.header(ALLOWED)).isEqualTo(PORTAL);
        assertThat(read.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
        assertThat(read.response().headers().allValues("Vary").toString()).contains("Origin", "Authorization");

        for (String path : new String[] {"api/v2/user/0/", "api/v2/user/me/", "nothing", "api/v2/health/"}) {
            assertThat(get(path, PORTAL).header(ALLOWED)).as(path).isEqualTo(PORTAL);
        }
        assertThat(send(request("api/v2/user/me/")
                                .header("Authorization", "Bearer x")
                                .GET())
                        .refused(401, "authentication_failed")
                        .header(ALLOWED))
                .isEqualTo(PORTAL);
        assertThat(send(request(ann.path())
                                .header("Authorization", "Bearer " + ann.token())
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{")))
                        .refused(400, "parse_error")
                        .header(ALLOWED))
                .isEqualTo(PORTAL);
    }

    @Test
    @DisplayName("A change from a page of the configured origin succeeds")
    void accepts_changes_of_the_configured_origin() {
        send(request(ann.path())
                        .header("Authorization", "Bearer " + ann.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method("PATCH", BodyPublishers.ofString("bio=from+the+portal")))
                .user();

        assertThat(ann.profile().getString("bio")).isEqualTo("from the portal");
        assertThat(portrait.get(ann.path()).response().headers().map()).doesNotContainKey(ALLOWED);
    }

    @Test
    @DisplayName("Without a token, a page of another origin changes nothing")
    void forged() {
        ann.form("PUT", Map.of("bio", "mine")).user();

        send(request(ann.path())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("_method=PUT&bio=forged")))
                .refused(401, "not_authenticated");

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
    }

    private Answer preflight(String origin, String method) {
        return portrait.send(portrait.request(ann.path())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type,if-match")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private Answer get(String path, String origin) {
        return portrait.send(portrait.request(path).header("Origin", origin).GET());
    }

    private HttpRequest.Builder request(String path) {
        return portrait.request(path).header("Origin", PORTAL);
    }

    private Answer send(HttpRequest.Builder request) {
        return portrait.send(request);
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(1)
@DisplayName("The pages of a server")
class PageIT {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    private final Portrait portrait;

    PageIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("The server page shows the product and its version")
    void shows_the_version() {
        Answer page = portrait.get("server.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<h1>This server</h1>").containsPattern("<dd>\\d+\\.\\d+\\.\\d+");
        assertThat(page.text()).contains("id=\"first-request\"");
    }

    @Test
    @DisplayName("The pages have no broken links")
    void has_no_broken_links() {
        List<String> links = Stream.of("", "server.html")
                .flatMap(page -> LINK.matcher(portrait.get(page).text()).results())
                .map((MatchResult link) -> link.group(1))
                .toList();

        assertThat(links).contains("openapi", "docs/", "api/v2/health/", "ready.js", "profile.js", "server.html");
        assertThat(links)
                .allSatisfy(
                        link -> assertThat(portrait.get(link).status()).as(link).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "server.html",
                "admin/",
                "docs/",
                "portrait.css",
                "api/v2/health/",
                "api/v2/user/0/",
                "nothing"
            })
    @DisplayName("Every response restricts scripts, frames, content sniffing and referrers")
    void content_security(String path) {
        Answer answer = portrait.get(path);

        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.response().headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "server.html",
                "profile.js",
                "profile/client.js",
                "profile/texts/it.json",
                "portrait-profile.css",
                "admin/",
                "admin/admin.js",
                "embed/",
                "docs/",
                "docs/swagger-ui-bundle.js",
                "openapi",
                "openapi.json"
            })
    @DisplayName("Browsers revalidate files on each use with an ETag of the content")
    void revalidates_files(String path) {
        Answer answer = portrait.get(path);
        String tag = answer.header("ETag");

        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(tag).matches("\"[\\w-]{43}\"");
        assertThat(answer.header("Content-Type")).containsIgnoringCase("charset=utf-8");
        for (String known : List.of(tag, "W/" + tag)) {
            Answer again = portrait.send(
                    portrait.request(path).header("If-None-Match", known).GET());
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(again.bytes()).isEmpty();
        }
        assertThat(portrait.send(portrait.request(path)
                                .header("If-None-Match", "\"other\"")
                                .GET())
                        .bytes())
                .isEqualTo(answer.bytes());
        assertThat(portrait.send(portrait.request(path).method("HEAD", BodyPublishers.noBody()))
                        .header("Content-Length"))
                .isEqualTo(Integer.toString(answer.bytes().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in/", "sign-in"})
    @ContractSection(13)
    @DisplayName("Without a client at the identity provider, there is no sign-in on the pages")
    void has_no_sign_in_without_a_client(String path) {
        Answer answer = portrait.get(path);

        assertThat(answer.json()).isEmpty();
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        portrait.send(portrait.request(path).POST(BodyPublishers.noBody())).refused(405, "method_not_allowed");
        portrait.get("sign-in/x").refused(404, "not_found");
        assertThat(portrait.get("").header("Content-Security-Policy")).contains("connect-src 'self';");
    }

    @Test
    @DisplayName("A bad token is refused or ignored and never breaks a page")
    void survives_a_bad_token() {
        for (String path : new String[] {"", "portrait.css", "api/v2/health/"}) {
            Answer answer = portrait.get(path, "x.y.z");
            if (answer.status() != 200) {
                answer.refused(401, "authentication_failed");
            }
        }
    }

    @Test
    @DisplayName("GET /health/ names each part")
    void health() {
        assertThat(portrait.get("api/v2/health/").user().toString())
                .isEqualTo("{\"database\":\"up\",\"media\":\"up\",\"keys\":\"up\"}");
    }
}

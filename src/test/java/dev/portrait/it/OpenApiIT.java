package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(1)
@DisplayName("The OpenAPI document")
class OpenApiIT {

    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"([^\"#]+\\.(?:css|js|svg))\"");

    private final Portrait portrait;

    OpenApiIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi", "openapi.json", "openapi?format=JSON"})
    @DisplayName("is OpenAPI 3.1 and the same on every server")
    void is_the_same_on_every_server(String path) {
        Answer answer = portrait.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("openapi")).isEqualTo("3.1.0");
        assertThat(answer.json()).isEqualTo(ApiDocument.packaged().root());
    }

    @Test
    @DisplayName("is read-only")
    void is_read_only() {
        for (String method : List.of("PUT", "POST", "PATCH", "DELETE")) {
            Answer answer = send(method).refused(405, "method_not_allowed");
            assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        }
        assertThat(send("OPTIONS").status()).isEqualTo(204);
        assertThat(send("HEAD").header("Content-Type")).startsWith("application/json");
    }

    private Answer send(String method) {
        return portrait.send(portrait.request("openapi").method(method, BodyPublishers.noBody()));
    }

    @Test
    @DisplayName("has a page that loads only files of this server")
    void has_a_page_that_loads_only_own_files() {
        Answer page = portrait.get("docs/");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        URI here = portrait.base().resolve("docs/");
        List<String> loaded = LOADED.matcher(page.text())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        assertThat(loaded)
                .contains("swagger-ui.css", "swagger-ui-bundle.js", "docs.js", "docs.css")
                .allSatisfy(link -> {
                    Answer part = portrait.get(here.resolve(link).toString());
                    assertThat(part.status()).as(link).isEqualTo(200);
                    assertThat(part.header("Content-Type"))
                            .as(link)
                            .containsPattern(
                                    link.endsWith("js")
                                            ? "^(text|application)/(x-)?javascript"
                                            : link.endsWith("css") ? "^text/css" : "^image/svg\\+xml");
                });
        assertThat(page.text() + portrait.get("docs/docs.js").text()).doesNotContain("http://", "https://");
    }
}

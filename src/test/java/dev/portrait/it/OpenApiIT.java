package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

@EveryServer
@ContractSection(1)
@DisplayName("The description of the API")
class OpenApiIT {

    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"([^\"#]+\\.(?:css|js|svg))\"");

    private final Portrait portrait;

    OpenApiIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi", "openapi.json", "openapi?format=JSON"})
    @DisplayName("is OpenAPI 3.1, on every server the same")
    void description(String path) {
        Answer answer = portrait.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("openapi")).isEqualTo("3.1.0");
        assertThat(answer.json()).isEqualTo(ApiDocument.packaged().root());
    }

    @Test
    @DisplayName("is read only")
    void read_only() {
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
    @DisplayName("has a page that loads nothing but what is here")
    void page() {
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

    @Tag("chromium")
    @Test
    @DisplayName("shows each call on that page, and tries one (Chromium)")
    void in_a_browser() {
        Person ann = portrait.person();
        try (Browser browser = Browser.start()) {
            browser.open(portrait.base().resolve("docs/"));
            browser.visible(".opblock");
            Set<String> shown = new TreeSet<>();
            browser.findAll(".opblock-summary")
                    .forEach(block -> shown.add(block.findElement(By.cssSelector(".opblock-summary-method"))
                                    .getText()
                            + " "
                            + block.findElement(By.cssSelector(".opblock-summary-path"))
                                    .getDomAttribute("data-path")));

            assertThat(shown)
                    .containsExactlyInAnyOrderElementsOf(ApiDocument.packaged().operations().stream()
                            .map(Object::toString)
                            .toList());
            tryOne(browser, ann);
            assertOffersJson(browser);
            assertThat(browser.complaints()).isEmpty();
            Object origins = browser.run("return [...new Set(performance.getEntriesByType('resource')"
                    + ".filter(e => !e.name.startsWith('data:')).map(e => new URL(e.name).origin))].join()");
            assertThat(origins)
                    .hasToString(portrait.base().resolve("/").toString().replaceAll("/$", ""));
        }
    }

    // A form has a placeholder in each text field, and clears both pictures.
    private static void assertOffersJson(Browser browser) {
        browser.visible("#operations-Profile-putUser button.opblock-summary-control")
                .click();

        assertThat(browser.visible("#operations-Profile-putUser .body-param-content-type select")
                        .getDomProperty("value"))
                .isEqualTo("application/json");
    }

    /** Reads a profile by the page's own button. */
    static void tryOne(Browser browser, Person ann) {
        browser.visible("#operations-Profile-getUser button.opblock-summary-control")
                .click();
        browser.visible("#operations-Profile-getUser input[placeholder='id']").sendKeys(String.valueOf(ann.id()));
        browser.visible("#operations-Profile-getUser button.execute").click();

        assertThat(browser.visible("#operations-Profile-getUser .live-responses-table tbody .response-col_status")
                        .getText())
                .contains("200");
    }
}

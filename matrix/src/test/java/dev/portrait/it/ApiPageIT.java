package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

@Tag("chromium")
@BlackBox
@ContractSection(1)
@DisplayName("The page of the API description, in Chromium,")
class ApiPageIT {

    private final Portrait portrait;

    ApiPageIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("shows each operation, and sends a request")
    void shows_each_operation() {
        Person ann = portrait.person();
        try (Browser browser = Browser.start()) {
            browser.open(portrait.base().resolve("docs/"));
            browser.awaitVisible(".opblock");
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
            tryGetUser(browser, ann);
            assertOffersJson(browser);
            assertThat(browser.consoleWarnings()).isEmpty();
            Object origins = browser.run("return [...new Set(performance.getEntriesByType('resource')"
                    + ".filter(e => !e.name.startsWith('data:')).map(e => new URL(e.name).origin))].join()");
            assertThat(origins)
                    .hasToString(portrait.base().resolve("/").toString().replaceAll("/$", ""));
        }
    }

    // Not a form: Swagger UI fills its text fields with placeholders, and sending it would clear both pictures.
    private static void assertOffersJson(Browser browser) {
        browser.awaitVisible("#operations-Profile-putUser button.opblock-summary-control")
                .click();

        assertThat(browser.awaitVisible("#operations-Profile-putUser .body-param-content-type select")
                        .getDomProperty("value"))
                .isEqualTo("application/json");
    }

    /** Reads a profile with the Execute button of the page. */
    static void tryGetUser(Browser browser, Person ann) {
        browser.awaitVisible("#operations-Profile-getUser button.opblock-summary-control")
                .click();
        browser.awaitVisible("#operations-Profile-getUser input[placeholder='id']")
                .sendKeys(String.valueOf(ann.id()));
        browser.awaitVisible("#operations-Profile-getUser button.execute").click();

        assertThat(browser.awaitVisible("#operations-Profile-getUser .live-responses-table tbody .response-col_status")
                        .getText())
                .contains("200");
    }
}

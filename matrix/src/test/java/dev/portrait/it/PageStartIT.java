package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@Tag("chromium")
@BlackBox
@DisplayName("Opening the profile page, in Chromium")
class PageStartIT {

    private final Portrait portrait;

    PageStartIT(Portrait portrait) {
        this.portrait = portrait;
    }

    // Chromium (of Debian 12) stops loading the scripts after a form submission that the content security policy
    // forbids.
    @Test
    @DisplayName("Clicks and Enter before the scripts are loaded have no effect")
    void ignores_input_before_the_scripts_are_loaded() throws IOException {
        Person ann = portrait.person();
        try (SlowLine line = SlowLine.startInFrontOf(portrait, "profile.js");
                Browser browser = Browser.startWithoutLoadWait()) {
            ProfilePage page = new ProfilePage(browser, portrait);
            browser.open(line.base());
            browser.awaitVisible("#developers");
            page.openDevelopersPart();
            browser.paste(browser.awaitVisible("#token"), ann.token());
            browser.find("#token").sendKeys(Keys.ENTER);
            browser.find("#user").sendKeys(Long.toString(ann.id()), Keys.ENTER);
            WebElement show = browser.find("#show button");
            show.click();
            assertThat(browser.accessibilityViolations()).isEmpty();
            browser.saveScreenshot("before-the-scripts");

            line.releaseSlowFile();
            browser.until(() -> Optional.of(show).filter(WebElement::isEnabled));
            show.click();
            page.awaitVisible("article");
            assertThat(browser.consoleWarnings()).noneMatch(complaint -> complaint.contains("form-action"));
            assertThat(browser.find("#token").getDomProperty("value")).isEqualTo(ann.token());
        }
    }

    @ParameterizedTest
    @CsvSource({"'it-IT,it,en', it, Mostra", "'nl,de-CH,en', de, Anzeigen", "'en-GB,it', en, Show", "'ja', en, Show"})
    @DisplayName("The page uses the first supported language of the browser")
    void uses_the_first_supported_language(String languages, String language, String show) {
        Person ann = portrait.person();
        try (Browser browser = Browser.start("--accept-lang=" + languages)) {
            ProfilePage page = new ProfilePage(browser, portrait);
            page.signIn(ann);

            assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language);
            assertThat(browser.text(browser.find("#show button"))).isEqualTo(show);
            assertThat(browser.text(page.find("#save")))
                    .isEqualTo(Map.of("it", "Salva", "de", "Speichern", "en", "Save")
                            .get(language));
            assertThat(browser.accessibilityViolations()).isEmpty();
            browser.saveScreenshot("language-" + language);
            browser.open(portrait.base().resolve("embed/?user=" + ann.id()));
            page.awaitVisible("article");
            assertThat(browser.text(browser.find("h1")))
                    .isEqualTo(Map.of("it", "Profilo", "de", "Profil", "en", "Profile")
                            .get(language));
        }
    }

    @Test
    @DisplayName("The page uses the language that the embedding page has chosen")
    void uses_the_language_of_the_embedding_page() {
        Person ann = portrait.person();
        try (Browser browser = Browser.start("--accept-lang=it-IT")) {
            ProfilePage page = new ProfilePage(browser, portrait);
            browser.open(portrait.base());
            browser.run("document.querySelector('portrait-profile').lang = 'en'");
            page.signInHere(ann);
            assertThat(browser.text(page.find("#save"))).isEqualTo("Save");

            browser.open(portrait.base().resolve("embed/?lang=en&user=" + ann.id()));
            page.awaitVisible("article");
            assertThat(browser.text(page.find("article dt"))).isEqualTo("Member since");
        }
    }
}

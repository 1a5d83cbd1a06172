package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
@DisplayName("The page of a profile as it opens, in Chromium")
class PageStartIT {

    private final Portrait portrait;

    PageStartIT(Portrait portrait) {
        this.portrait = portrait;
    }

    // Chromium stopped loading them after a submit that the page's policy forbids.
    @Test
    @DisplayName("Clicks and Enter before its scripts have arrived do no harm")
    void before_the_scripts() throws IOException {
        Person ann = portrait.person();
        try (SlowLine line = SlowLine.to(portrait, "profile.js");
                Browser browser = Browser.startImpatient()) {
            ProfilePage page = new ProfilePage(browser, portrait);
            browser.open(line.base());
            browser.visible("#token").sendKeys(ann.token(), Keys.ENTER);
            browser.find("#user").sendKeys(Long.toString(ann.id()), Keys.ENTER);
            WebElement show = browser.find("#show button");
            show.click();
            assertThat(browser.barriers()).isEmpty();
            browser.keep("before-the-scripts");

            line.arrive();
            browser.until(() -> Optional.of(show).filter(WebElement::isEnabled));
            show.click();
            page.visible("article");
            assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("form-action"));
            assertThat(browser.find("#token").getDomProperty("value")).isEqualTo(ann.token());
        }
    }

    @ParameterizedTest
    @CsvSource({"'it-IT,it,en', it, Mostra", "'de-CH,it-CH,en', it, Mostra", "'en-GB,it', en, Show", "'ja', en, Show"})
    @DisplayName("It speaks the first of the browser's languages that it knows")
    void language(String languages, String language, String show) {
        Person ann = portrait.person();
        try (Browser browser = Browser.start("--accept-lang=" + languages)) {
            ProfilePage page = new ProfilePage(browser, portrait);
            page.signIn(ann);

            assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language);
            assertThat(browser.text(browser.find("#show button"))).isEqualTo(show);
            assertThat(browser.text(page.find("#save"))).isEqualTo(language.equals("it") ? "Salva" : "Save");
            assertThat(browser.barriers()).isEmpty();
            browser.keep("language-" + language);
            browser.open(portrait.base().resolve("embed/?user=" + ann.id()));
            page.visible("article");
            assertThat(browser.text(browser.find("h1"))).isEqualTo(language.equals("it") ? "Profilo" : "Profile");
        }
    }

    @Test
    @DisplayName("It speaks the language that whoever embeds it has chosen")
    void chosen_language() {
        Person ann = portrait.person();
        try (Browser browser = Browser.start("--accept-lang=it-IT")) {
            ProfilePage page = new ProfilePage(browser, portrait);
            browser.open(portrait.base());
            browser.run("document.querySelector('portrait-profile').lang = 'en'");
            page.signInHere(ann);
            assertThat(browser.text(page.find("#save"))).isEqualTo("Save");

            browser.open(portrait.base().resolve("embed/?lang=en&user=" + ann.id()));
            page.visible("article");
            assertThat(browser.text(page.find("article dt"))).isEqualTo("Username");
        }
    }
}

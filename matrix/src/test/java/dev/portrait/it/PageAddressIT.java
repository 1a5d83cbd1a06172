package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The address and the header of the profile page, in Chromium")
class PageAddressIT {

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;

    PageAddressIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    private Person person(String name) {
        Person person = portrait.person();
        person.form("PUT", Map.of("real_name", name)).user();
        return person;
    }

    @Test
    @DisplayName("Colleagues are found by name; their profiles have addresses and titles, and back works")
    void finds_colleagues() {
        String family = "Zz" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        Person ann = person("Ann " + family);
        Person bob = person("Bob " + family);
        browser.open(portrait.base());
        page.paste(ann.token());
        page.awaitVisible("#edit");
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(portrait.base().toString());
        awaitTitle("Ann " + family + " – Portrait");

        browser.awaitVisible("#search").sendKeys(family);
        browser.until(() -> Optional.of(browser.findAll(".found a")).filter(found -> found.size() == 2));
        assertThat(browser.text(browser.find(".search-state"))).isEqualTo("2 people found");
        browser.saveScreenshot("directory");
        page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER);

        awaitTitle("Bob " + family + " – Portrait");
        assertThat(URI.create(browser.driver().getCurrentUrl()).getQuery()).isEqualTo("user=" + bob.id());
        assertThat(browser.find(".found").isDisplayed()).isFalse();
        assertThat(page.findAll("#edit")).isEmpty();

        browser.driver().navigate().back();
        awaitTitle("Ann " + family + " – Portrait");
        page.awaitVisible("#edit");
        browser.find("#search").sendKeys(Keys.BACK_SPACE);
        browser.awaitVisible(".found a");
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    @DisplayName("Back asks before it discards what was typed, and the address stays that of the profile that is shown")
    void keeps_typed_text_on_back() {
        Person ann = person("Ann Example");
        browser.open(portrait.base().resolve("?user=" + person("Bob Example").id()));
        awaitTitle("Bob Example – Portrait");
        page.paste(ann.token());
        page.edit();
        page.type("bio", "typed");

        browser.driver().navigate().back();
        page.awaitVisible("dialog");
        page.find("dialog button[value=keep]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));
        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("typed");
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(portrait.base().toString());

        page.saveSuccessfully();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
    }

    @Test
    @DisplayName("A profile has an address by its username, for those who are signed in")
    void shows_a_profile_by_username() {
        Person bob = person("Bob Example");
        browser.open(portrait.base().resolve("?username=" + bob.profile().getString("username")));

        assertThat(browser.text(page.awaitText("[role=alert]"))).isEqualTo("Please sign in to see this profile.");
        browser.run("document.querySelector('portrait-profile').tokenProvider = () => '" + bob.token() + "';"
                + "document.querySelector('portrait-profile').reload()");
        awaitTitle("Bob Example – Portrait");
    }

    @Test
    @DisplayName("The language can be chosen, and stays chosen")
    void remembers_the_language() {
        Person ann = person("Ann Example");
        browser.open(portrait.base().resolve("?user=" + ann.id()));
        page.awaitVisible("article");
        new Select(browser.find("#language")).selectByValue("es");
        awaitText("dt", "Miembro desde");
        assertThat(browser.accessibilityViolations()).isEmpty();

        browser.open(portrait.base().resolve("?user=" + ann.id()));
        awaitText("dt", "Miembro desde");
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("es");
        browser.run("localStorage.clear()");
    }

    private void awaitText(String selector, String text) {
        browser.until(() -> page.findAll(selector).stream()
                .filter(shown -> browser.text(shown).equals(text))
                .findFirst());
    }

    private void awaitTitle(String title) {
        browser.until(() -> Optional.of(browser.driver().getTitle()).filter(title::equals));
    }
}

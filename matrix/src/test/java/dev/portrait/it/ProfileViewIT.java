package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Reading a profile, in Chromium")
class ProfileViewIT {

    private static final Map<String, String> TEXTS = Map.of(
            "real_name", "Ann Example",
            "description", "Photographer",
            "bio", "Bridges and trains.",
            "location", "Milan",
            "location_lat_lng", "45.4642,9.1900",
            "website", "https://ann.example/",
            "date_of_birth", "1990-02-03");

    private final Portrait portrait;
    private final Person ann;
    private Browser browser;
    private ProfilePage page;

    ProfileViewIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @BeforeAll
    void start() {
        ann.form("PUT", TEXTS).user();
        ann.put(new Multipart()
                        .file("avatar", Photos.jpeg(Photos.landscape(600, 600)))
                        .file("cover", Photos.jpeg(Photos.landscape(2000, 500))))
                .user();
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @DisplayName("Shows pictures, names and texts, and no field that is empty")
    void shows_what_is_there() {
        browser.consoleWarnings();
        page.embed(ann, ann.token());

        assertThat(page.find(".face img").getDomProperty("naturalWidth")).isEqualTo("512");
        assertThat(page.find(".cover img").isDisplayed()).isTrue();
        assertThat(browser.text(page.find("h2"))).isEqualTo("Ann Example");
        assertThat(browser.text(page.find(".username")))
                .isEqualTo("@" + ann.profile().getString("username"));
        assertThat(browser.text(page.find(".bio"))).isEqualTo("Bridges and trains.");
        assertThat(page.findAll("dt").stream().map(browser::text))
                .containsExactly("Location", "Website", "Date of birth", "Member since");
        assertThat(browser.text(page.findAll("dd").get(2))).isEqualTo("February 3, 1990");
        assertThat(page.find(".map").getDomAttribute("href"))
                .isEqualTo("https://www.openstreetmap.org/?mlat=45.4642&mlon=9.1900#map=14/45.4642/9.1900");
        assertThat(browser.consoleWarnings()).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("view");
    }

    @Test
    @DisplayName("Shows the initials of a user without a picture, also if profiles require a sign-in")
    void shows_initials() {
        Person bob = portrait.person();
        bob.form("PUT", Map.of("real_name", "bob van der Berg")).user();
        page.embed(bob, bob.token());

        assertThat(browser.text(page.find(".initials"))).isEqualTo("BB");
        assertThat(page.findAll("img")).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    @DisplayName("Finds a profile by its username")
    void shows_a_profile_by_username() {
        Person bob = portrait.person();
        page.embed("@" + ann.profile().getString("username").toUpperCase(java.util.Locale.ROOT), bob.token());

        assertThat(browser.text(page.find("h2"))).isEqualTo("Ann Example");
        assertThat(page.findAll("#edit, #view-as")).isEmpty();
    }

    @Test
    @DisplayName("Shows only the fields that the embedding page names, and with mode=view no way to edit")
    void shows_the_requested_fields() {
        page.embed(ann, ann.token(), Map.of("fields", "avatar, real_name,bio", "mode", "view"));

        assertThat(page.find(".face img").isDisplayed()).isTrue();
        assertThat(browser.text(page.find("h2"))).isEqualTo("Ann Example");
        assertThat(browser.text(page.find(".bio"))).isEqualTo("Bridges and trains.");
        assertThat(page.findAll("dt, .description, .cover img, #edit, #view-as"))
                .isEmpty();

        browser.run("document.querySelector('portrait-profile').setAttribute('mode', 'edit')");
        page.awaitVisible("form");
        assertThat(page.findAll("form input:not([type=file]), form textarea").stream()
                        .map(field -> field.getDomAttribute("id")))
                .containsExactly("real_name", "bio");
    }

    @Test
    @ContractSection(11)
    @DisplayName("Shows owners what colleagues and anyone see, as the server says it")
    void previews_what_others_see() {
        Person bob = portrait.person();
        bob.form("PUT", Map.of("bio", "for colleagues", "location", "for anyone", "date_of_birth", "1990-02-03"))
                .user();
        portrait.send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        bob.token(),
                        "application/x-www-form-urlencoded",
                        "bio=signed-in&date_of_birth=owner".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .user();
        page.embed(bob, bob.token());
        Select viewAs = new Select(page.find("#view-as"));

        viewAs.selectByValue("signed-in");
        awaitAnnouncement("This is what a colleague sees.");
        assertThat(shownTexts()).contains("for colleagues", "for anyone").doesNotContain("February 3, 1990");
        assertThat(browser.accessibilityViolations()).isEmpty();

        viewAs.selectByValue("public");
        awaitAnnouncement("This is what anyone sees, without signing in.");
        assertThat(shownTexts()).contains("for anyone").doesNotContain("for colleagues");
        browser.saveScreenshot("view-as-anyone");

        viewAs.selectByValue("owner");
        awaitAnnouncement("");
        assertThat(shownTexts()).contains("for colleagues", "for anyone", "February 3, 1990");
    }

    @Test
    @DisplayName(
            "Shows the shape of a profile while it loads, and a button to try again when the server cannot be reached")
    void offers_a_retry() {
        browser.open(portrait.base());
        browser.run("window.realFetch = window.fetch; window.fetch = (url, options) => `${url}`.includes('api/v2')"
                + " ? new Promise((resolve, reject) => { window.fail = () => reject(new TypeError()); })"
                + " : window.realFetch(url, options);");
        page.setUser(Long.toString(ann.id()), ann.token(), Map.of());
        page.awaitVisible(".skeleton");
        browser.saveScreenshot("loading");
        browser.until(() -> Optional.of(browser.run("return !!window.fail")).filter(Boolean.TRUE::equals));
        browser.run("window.fetch = window.realFetch; window.fail()");

        assertThat(browser.text(page.awaitText("[role=alert]")))
                .isEqualTo("The server cannot be reached. Please try again.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("unreachable");
        page.find("#retry").click();
        page.awaitVisible("article");
    }

    @Test
    @DisplayName("Reports what happens to the embedding page")
    void dispatches_events() {
        browser.open(portrait.base());
        browser.run("window.events = []; for (const name of ['portrait-shown', 'portrait-error'])"
                + " document.addEventListener(name, ({ type, detail }) => window.events.push([type, detail]));");
        page.setUser(Long.toString(ann.id()), ann.token(), Map.of());
        page.awaitVisible("article");
        page.setUser(Long.toString(Long.MAX_VALUE), ann.token(), Map.of());
        page.awaitText("[role=alert]");

        assertThat(browser.run("return window.events"))
                .isEqualTo(List.of(
                        List.of("portrait-shown", Map.of("id", ann.id(), "own", true, "name", "Ann Example")),
                        List.of("portrait-error", Map.of("status", 404L))));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Edit profile, 'February 3, 1990'",
        "it, Modifica profilo, 3 febbraio 1990",
        "de-AT, Profil bearbeiten, 3. Februar 1990",
        "fr, Modifier le profil, 3 février 1990",
        "es-MX, Editar perfil, 3 de febrero de 1990",
        "ar, Edit profile, 'February 3, 1990'"
    })
    @DisplayName("Speaks the language of the embedding page, or English")
    void speaks_the_language_of_the_page(String language, String edit, String date) {
        browser.open(portrait.base());
        browser.awaitVisible("#language option"); // the page has set its own language
        browser.run("document.documentElement.lang = '" + language + "'; document.documentElement.dir = '"
                + (language.equals("ar") ? "rtl" : "ltr") + "'");
        page.setUser("me", ann.token(), Map.of());
        WebElement button = page.awaitVisible("#edit");

        assertThat(browser.text(button)).isEqualTo(edit);
        assertThat(shownTexts()).contains(date);
        button.click();
        page.awaitVisible("form");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("form-" + language);
    }

    private List<String> shownTexts() {
        return page.findAll(".bio, dd").stream().map(browser::text).toList();
    }

    private void awaitAnnouncement(String text) {
        browser.until(() -> Optional.of(page.find(".announcement"))
                .filter(shown -> browser.text(shown).equals(text)));
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The profile page in Chromium")
class ProfilePageIT {

    static final String DISPATCH_BEFORE_UNLOAD =
            "return dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    private static final String SCRIPT = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}${7*7}";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;

    ProfilePageIT(Portrait portrait) {
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

    @Test
    @DisplayName("shows markup in profile texts as plain text")
    void shows_markup_as_text() {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("real_name", SCRIPT, "bio", SCRIPT, "location", SCRIPT))
                .user();

        page.show(ann);

        assertThat(browser.text(page.find("article h2"))).isEqualTo(SCRIPT);
        assertThat(shownTexts()).contains(SCRIPT, SCRIPT);
        assertThat(page.findAll("script, img")).isEmpty();
        assertThat(browser.consoleWarnings()).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("profile");
    }

    @Test
    @DisplayName("is not altered by hostile profile texts")
    void inert() {
        Person ann = portrait.person();
        String bio = HostileStrings.encodable().stream()
                .filter(text -> text.length() < 300
                        && ann.form("PUT", Map.of("bio", "x" + text + "x")).status() == 200)
                .map(text -> "x" + text.replace("\r\n", "\n").replace('\t', ' ') + "x")
                .collect(Collectors.joining("\n"));
        assertThat(bio.length()).isGreaterThan(2000);
        ann.form("PUT", Map.of("bio", bio)).user();

        page.show(ann);

        assertThat(shownTexts()).contains(bio);
        assertThat(page.findAll("article *")).hasSize(16);
        assertThat(browser.run("return document.title + location.pathname.replace(/.*\\//, '')"))
                .isEqualTo(ann.profile().getString("username") + " – Portrait");
        assertThat(browser.consoleWarnings()).isEmpty();
        page.signIn(ann);
        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo(bio);
        assertThat(browser.consoleWarnings()).isEmpty();
    }

    @Test
    @DisplayName("lets the owner edit and shows a refusal of the server at its field")
    void shows_refusals_at_the_field() {
        Person ann = portrait.person();
        page.signIn(ann);

        page.type("bio", "one\ntwo");
        page.type("website", "javascript:alert(1)");
        page.save();
        page.awaitText("#error-website");
        assertThat(browser.text(page.find("#error-website")))
                .startsWith("Enter an address that begins with http:// or https://");
        assertThat(page.find("#website").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.focusedId()).isEqualTo("website");
        assertThat(browser.text(page.find("#outcome"))).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("error");
        assertThat(ann.profile().getString("bio")).isEmpty();

        page.type("website", "https://ann.example/");
        page.saveSuccessfully();

        assertThat(ann.profile().getString("bio")).isEqualTo("one\ntwo");
        assertThat(ann.profile().getString("website")).isEqualTo("https://ann.example/");
        assertThat(browser.accessibilityViolations()).isEmpty();

        page.show(ann);
        assertThat(page.find("article a").getDomAttribute("href")).isEqualTo("https://ann.example/");
    }

    @Test
    @DisplayName("lets the owner edit every field")
    void edits_every_field() {
        Person ann = portrait.person();
        Map<String, String> texts = Map.of(
                "username", "ann-" + ann.id(),
                "real_name", "Ann Example",
                "description", "Painter",
                "bio", "one",
                "location", "Milan",
                "location_lat_lng", "45.4642,9.1900",
                "position_lat_lng", "-12,13",
                "website", "https://ann.example/");
        page.signIn(ann);

        texts.forEach(page::type);
        page.find("#date_of_birth").sendKeys("02031990");
        page.find("#gender").sendKeys("Fem");
        page.saveSuccessfully();

        JsonObject profile = ann.profile();
        assertThat(texts.keySet())
                .allSatisfy(field -> assertThat(profile.getString(field)).isEqualTo(texts.get(field)));
        assertThat(profile.getString("date_of_birth")).isEqualTo("1990-02-03");
        assertThat(profile.getString("gender")).isEqualTo("Female");
    }

    @Test
    @DisplayName("sends only changed fields")
    void sends_only_changed_fields() {
        Person ann = portrait.person();
        page.signIn(ann);
        page.recordBodies();

        page.type("location", "Milan");
        page.saveSuccessfully();

        assertThat(browser.run("return window.bodies")).isEqualTo(List.of(List.of(List.of("location", "Milan"))));
    }

    @Test
    @DisplayName("counts characters as the server does: an emoji counts as one, surrounding white space is not counted")
    void counts_characters_as_the_server_does() {
        page.signIn(portrait.person());

        browser.run(ProfilePage.SHADOW
                + ".getElementById('description').value = ('  ' + String.fromCodePoint(0x1F600)).repeat(14)");
        page.find("#description").sendKeys(" ");

        assertThat(browser.text(page.find("#counter-description"))).isEqualTo("40 of 50 characters");
    }

    @Test
    @DisplayName("lets the owner choose field by field after a concurrent change")
    void resolves_a_conflict_field_by_field() {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("bio", "before", "location", "before")).user();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "theirs", "description", "theirs"))
                .user();

        page.type("bio", "mine");
        page.type("location", "mine");
        page.save();
        page.awaitVisible("dialog");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("conflict");
        page.find("dialog [name=location][value=theirs]").click();
        page.find("dialog button[value=save]").click();
        page.awaitText(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        assertThat(ann.profile().getString("location")).isEqualTo("theirs");
        assertThat(page.find("#description").getDomProperty("value")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("keeps typed text if the owner cancels the conflict dialog")
    void keeps_typed_text_when_the_conflict_dialog_is_cancelled() {
        Person ann = portrait.person();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs")).user();

        page.type("bio", "mine");
        page.save();
        page.awaitVisible("dialog");
        page.find("dialog button[value=cancel]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));

        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("mine");
        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("reloads the other version if the owner chooses it, and does not ask about fields with equal values")
    void takes_the_other_version() {
        Person ann = portrait.person();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "Milan")).user();

        page.type("bio", "mine");
        page.type("location", "Milan");
        page.save();
        page.awaitVisible("dialog");
        assertThat(page.findAll("dialog fieldset")).hasSize(1);
        page.find("dialog [name=bio][value=theirs]").click();
        page.find("dialog button[value=save]").click();
        browser.until(() -> Optional.of(page.find("#bio")).filter(bio -> "theirs".equals(bio.getDomProperty("value"))));

        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("asks before leaving while there are unsaved changes, and not after saving")
    void asks_before_leaving_with_unsaved_changes() {
        page.signIn(portrait.person());
        assertThat(browser.run(DISPATCH_BEFORE_UNLOAD)).isEqualTo(true);

        page.type("bio", "typed");
        assertThat(browser.run(DISPATCH_BEFORE_UNLOAD)).isEqualTo(false);

        page.saveSuccessfully();
        assertThat(browser.run(DISPATCH_BEFORE_UNLOAD)).isEqualTo(true);
    }

    @Test
    @DisplayName("asks once for a new token if the server refuses the current one")
    void asks_once_for_a_new_token() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("window.rejected = [];"
                + "const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = (token) => { window.rejected.push(token);"
                + " return token === null ? 'x.y.z' : '" + ann.token() + "'; };"
                + "profile.setAttribute('user', 'me');");

        page.awaitVisible("article");

        assertThat(browser.run("return window.rejected")).isEqualTo(Arrays.asList(null, "x.y.z"));
    }

    @Test
    @DisplayName("is in Italian if the surrounding page is")
    void is_in_italian() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("document.querySelector('portrait-profile').lang = 'it-CH'");
        page.signInHere(ann);

        page.type("username", "");
        page.save();

        assertThat(browser.text(page.awaitText("#error-username"))).isEqualTo("Inserisci un nome utente.");
        assertThat(page.find("#save").getText()).isEqualTo("Salva");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("italian");
    }

    @Test
    @DisplayName("can be used with the keyboard alone")
    void works_with_the_keyboard_alone() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        page.tabTo("for-developers", "document");
        page.press(Keys.ENTER);
        page.tabTo("token", "document");
        page.press(ann.token(), Keys.ENTER);
        page.awaitVisible("article");
        page.tabTo("edit");
        page.press(Keys.ENTER);
        page.awaitVisible("form");
        page.tabTo("bio");
        page.press("by keys");
        page.tabTo("gender");
        page.press("F");
        page.tabTo("save");
        page.press(Keys.SPACE);
        page.awaitText(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("by keys");
        assertThat(ann.profile().getString("gender")).isEqualTo("Female");
    }

    @Test
    @DisplayName("keeps the token out of the URL, web storage and cookies")
    void token() {
        Person ann = portrait.person();
        page.signIn(ann);

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(ann.token());
        assertThat(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(browser.find("#token").getDomProperty("value")).isEmpty();
    }

    @Test
    @DisplayName("says that a profile does not exist")
    void says_that_a_profile_does_not_exist() {
        browser.open(portrait.base().resolve("?user=" + Long.MAX_VALUE));

        assertThat(browser.text(page.awaitText("[role=alert]"))).isEqualTo("There is no such profile.");
        assertThat(page.findAll("article")).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    private List<String> shownTexts() {
        return page.findAll(".bio, dd").stream().map(browser::text).toList();
    }
}

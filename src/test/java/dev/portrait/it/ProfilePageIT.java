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
@DisplayName("The page of a profile, in Chromium")
class ProfilePageIT {

    static final String LEAVES = "return dispatchEvent(new Event('beforeunload', { cancelable: true }))";
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
    @DisplayName("shows what people wrote as text, whatever it is")
    void shows() {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("real_name", SCRIPT, "bio", SCRIPT, "location", SCRIPT))
                .user();

        page.show(ann);

        assertThat(browser.text(page.find("article h2"))).isEqualTo(SCRIPT);
        assertThat(texts()).contains(SCRIPT, SCRIPT);
        assertThat(page.findAll("script, img")).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.barriers()).isEmpty();
        browser.keep("profile");
    }

    @Test
    @DisplayName("stays as it is, whatever people wrote")
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

        assertThat(texts()).contains(bio);
        assertThat(page.findAll("article *")).hasSize(13);
        assertThat(browser.run("return document.title + location.pathname.replace(/.*\\//, '')"))
                .isEqualTo("Profile – Portrait");
        assertThat(browser.complaints()).isEmpty();
        page.signIn(ann);
        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo(bio);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("lets the owner edit, and says at the field what the server refused")
    void edits() {
        Person ann = portrait.person();
        page.signIn(ann);

        page.type("bio", "one\ntwo");
        page.type("website", "javascript:alert(1)");
        page.save();
        page.saying("#error-website");
        assertThat(browser.text(page.find("#error-website")))
                .startsWith("Write an address that begins with http:// or https://");
        assertThat(page.find("#website").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.focused()).isEqualTo("website");
        assertThat(browser.text(page.find("#outcome"))).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("error");
        assertThat(ann.profile().getString("bio")).isEmpty();

        page.type("website", "https://ann.example/");
        page.saveWell();

        assertThat(ann.profile().getString("bio")).isEqualTo("one\ntwo");
        assertThat(ann.profile().getString("website")).isEqualTo("https://ann.example/");
        assertThat(page.find("article a").getDomAttribute("href")).isEqualTo("https://ann.example/");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    @DisplayName("lets the owner edit every field")
    void every_field() {
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
        page.saveWell();

        JsonObject profile = ann.profile();
        assertThat(texts.keySet())
                .allSatisfy(field -> assertThat(profile.getString(field)).isEqualTo(texts.get(field)));
        assertThat(profile.getString("date_of_birth")).isEqualTo("1990-02-03");
        assertThat(profile.getString("gender")).isEqualTo("Female");
    }

    @Test
    @DisplayName("sends what was changed, and no more")
    void changes_only() {
        Person ann = portrait.person();
        page.signIn(ann);
        page.keepBodies();

        page.type("location", "Milan");
        page.saveWell();

        assertThat(browser.run("return window.bodies")).isEqualTo(List.of(List.of(List.of("location", "Milan"))));
    }

    @Test
    @DisplayName("counts characters as the server does: a face of four bytes is one, white space around none")
    void counts() {
        page.signIn(portrait.person());

        browser.run(ProfilePage.SHADOW
                + ".getElementById('description').value = ('  ' + String.fromCodePoint(0x1F600)).repeat(2)");
        page.find("#description").sendKeys(" ");

        assertThat(browser.text(page.find("#counter-description"))).isEqualTo("4 of 50 characters");
    }

    @Test
    @DisplayName("lets its owner choose, field by field, where somebody else was faster")
    void conflict() {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("bio", "before", "location", "before")).user();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "theirs", "description", "theirs"))
                .user();

        page.type("bio", "mine");
        page.type("location", "mine");
        page.save();
        page.visible("dialog");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("conflict");
        page.find("dialog [name=location][value=theirs]").click();
        page.find("dialog button[value=save]").click();
        page.saying(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        assertThat(ann.profile().getString("location")).isEqualTo("theirs");
        assertThat(page.find("#description").getDomProperty("value")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("keeps what was typed where its owner goes on editing")
    void conflict_cancelled() {
        Person ann = portrait.person();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs")).user();

        page.type("bio", "mine");
        page.save();
        page.visible("dialog");
        page.find("dialog button[value=cancel]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));

        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("mine");
        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("takes what is there where its owner wants that, and asks about nothing that both wrote alike")
    void conflict_taken() {
        Person ann = portrait.person();
        page.signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "Milan")).user();

        page.type("bio", "mine");
        page.type("location", "Milan");
        page.save();
        page.visible("dialog");
        assertThat(page.findAll("fieldset")).hasSize(1);
        page.find("dialog [name=bio][value=theirs]").click();
        page.find("dialog button[value=save]").click();
        browser.until(() -> Optional.of(page.find("#bio")).filter(bio -> "theirs".equals(bio.getDomProperty("value"))));

        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("asks before what was typed is lost, and not once it is saved")
    void unsaved() {
        page.signIn(portrait.person());
        assertThat(browser.run(LEAVES)).isEqualTo(true);

        page.type("bio", "typed");
        assertThat(browser.run(LEAVES)).isEqualTo(false);

        page.saveWell();
        assertThat(browser.run(LEAVES)).isEqualTo(true);
    }

    @Test
    @DisplayName("asks for a token again, once, where the server no longer takes it")
    void token_again() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("window.rejected = [];"
                + "const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = (token) => { window.rejected.push(token);"
                + " return token === null ? 'x.y.z' : '" + ann.token() + "'; };"
                + "profile.setAttribute('user', 'me');");

        page.visible("form");

        assertThat(browser.run("return window.rejected")).isEqualTo(Arrays.asList(null, "x.y.z"));
    }

    @Test
    @DisplayName("speaks Italian where the page does")
    void italian() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("document.querySelector('portrait-profile').lang = 'it-CH'");
        page.signInHere(ann);

        page.type("username", "");
        page.save();

        assertThat(browser.text(page.saying("#error-username"))).isEqualTo("Questo campo non può essere vuoto.");
        assertThat(page.find("#save").getText()).isEqualTo("Salva");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("italian");
    }

    @Test
    @DisplayName("can be used by keys alone")
    void keyboard() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        page.tabTo("token", "document");
        page.press(ann.token(), Keys.ENTER);
        page.visible("form");
        page.tabTo("bio");
        page.press("by keys");
        page.tabTo("gender");
        page.press("F");
        page.tabTo("save");
        page.press(Keys.SPACE);
        page.saying(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("by keys");
        assertThat(ann.profile().getString("gender")).isEqualTo("Female");
    }

    @Test
    @DisplayName("keeps the token in no address, no storage and no cookie")
    void token() {
        Person ann = portrait.person();
        page.signIn(ann);

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(ann.token());
        assertThat(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(browser.find("#token").getDomProperty("value")).isEmpty();
    }

    @Test
    @DisplayName("says that there is no such profile")
    void nobody() {
        browser.open(portrait.base().resolve("?user=" + Long.MAX_VALUE));

        assertThat(browser.text(page.saying("[role=alert]"))).isEqualTo("There is no such profile.");
        assertThat(page.findAll("article")).isEmpty();
        assertThat(browser.barriers()).isEmpty();
    }

    private List<String> texts() {
        return page.findAll("dd").stream().map(browser::text).toList();
    }
}

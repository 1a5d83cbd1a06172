package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.WebElement;

@EveryServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The page of a profile, in Chromium")
class ProfilePageIT {

    private static final String PROFILE = "portrait-profile >>> ";
    private static final String SHADOW = "document.querySelector('portrait-profile').shadowRoot";
    private static final String FOCUSED = "return " + SHADOW + ".activeElement.id";
    private static final String LEAVES = "return dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    private static final String KEEP_BODIES = "window.bodies = []; const send = window.fetch;"
            + " window.fetch = (to, options) => { window.bodies.push(options.body); return send(to, options); }";
    private static final String SCRIPT = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}${7*7}";

    private final Portrait portrait;
    private Browser browser;

    ProfilePageIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
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

        show(ann);

        assertThat(browser.text(inside("article h2"))).isEqualTo(SCRIPT);
        assertThat(texts()).contains(SCRIPT, SCRIPT);
        assertThat(browser.findAll(PROFILE + "script, img")).hasSize(1);
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
                .map(text -> "x" + text.replace("\r\n", "\n") + "x")
                .collect(Collectors.joining("\n"));
        assertThat(bio.length()).isGreaterThan(2000);
        ann.form("PUT", Map.of("bio", bio)).user();

        show(ann);

        assertThat(texts()).contains(bio);
        assertThat(browser.findAll(PROFILE + "article *")).hasSize(9);
        assertThat(browser.run("return document.title + location.pathname.replace(/.*\\//, '')"))
                .isEqualTo("A profile – Portraitprofile.html");
        assertThat(browser.complaints()).isEmpty();
        signIn(ann);
        assertThat(inside("#bio").getDomProperty("value")).isEqualTo(bio);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("lets the owner edit, and says at the field what the server refused")
    void edits() {
        Person ann = portrait.person();
        signIn(ann);

        type("bio", "one\ntwo");
        type("website", "javascript:alert(1)");
        save();
        browser.until(() -> nonEmpty("#error-website"));
        assertThat(browser.text(inside("#error-website")))
                .startsWith("Write an address that begins with http:// or https://");
        assertThat(inside("#website").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.run(FOCUSED)).isEqualTo("website");
        assertThat(browser.text(inside("[role=status]"))).isEqualTo("Nothing was saved. 1 to mend.");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("error");
        assertThat(ann.profile().getString("bio")).isEmpty();

        type("website", "https://ann.example/");
        save();
        browser.until(() -> nonEmpty(".good"));

        assertThat(ann.profile().getString("bio")).isEqualTo("one\ntwo");
        assertThat(ann.profile().getString("website")).isEqualTo("https://ann.example/");
        assertThat(inside("article a").getDomAttribute("href")).isEqualTo("https://ann.example/");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    @DisplayName("sends what was changed, and no more")
    void changes_only() {
        Person ann = portrait.person();
        signIn(ann);
        browser.run(KEEP_BODIES);

        type("location", "Milan");
        save();
        browser.until(() -> nonEmpty(".good"));

        assertThat(browser.run("return window.bodies")).isEqualTo(List.of("{\"location\":\"Milan\"}"));
    }

    @Test
    @DisplayName("counts characters as the server does: a face of four bytes is one, white space around none")
    void counts() {
        signIn(portrait.person());

        browser.run(SHADOW + ".getElementById('description').value = ('  ' + String.fromCodePoint(0x1F600)).repeat(2)");
        inside("#description").sendKeys(" ");

        assertThat(browser.text(inside("#counter-description"))).isEqualTo("4 of 50 characters");
    }

    @Test
    @DisplayName("lets its owner choose, field by field, where somebody else was faster")
    void conflict() {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("bio", "before", "location", "before")).user();
        signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "theirs", "description", "theirs"))
                .user();

        type("bio", "mine");
        type("location", "mine");
        save();
        browser.visible(PROFILE + "dialog");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("conflict");
        inside("dialog [name=location][value=theirs]").click();
        inside("dialog button[value=save]").click();
        browser.until(() -> nonEmpty(".good"));

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        assertThat(ann.profile().getString("location")).isEqualTo("theirs");
        assertThat(inside("#description").getDomProperty("value")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("keeps what was typed where its owner goes on editing")
    void conflict_cancelled() {
        Person ann = portrait.person();
        signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs")).user();

        type("bio", "mine");
        save();
        browser.visible(PROFILE + "dialog");
        inside("dialog button[value=cancel]").click();
        browser.until(() -> Optional.of(browser.findAll(PROFILE + "dialog")).filter(List::isEmpty));

        assertThat(inside("#bio").getDomProperty("value")).isEqualTo("mine");
        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("takes what is there where its owner wants that, and asks about nothing that both wrote alike")
    void conflict_taken() {
        Person ann = portrait.person();
        signIn(ann);
        ann.form("PUT", Map.of("bio", "theirs", "location", "Milan")).user();

        type("bio", "mine");
        type("location", "Milan");
        save();
        browser.visible(PROFILE + "dialog");
        assertThat(browser.findAll(PROFILE + "fieldset")).hasSize(1);
        inside("dialog [name=bio][value=theirs]").click();
        inside("dialog button[value=save]").click();
        browser.until(() -> Optional.of(inside("#bio")).filter(bio -> "theirs".equals(bio.getDomProperty("value"))));

        assertThat(ann.profile().getString("bio")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("asks before what was typed is lost, and not once it is saved")
    void unsaved() {
        signIn(portrait.person());
        assertThat(browser.run(LEAVES)).isEqualTo(true);

        type("bio", "typed");
        assertThat(browser.run(LEAVES)).isEqualTo(false);

        save();
        browser.until(() -> nonEmpty(".good"));
        assertThat(browser.run(LEAVES)).isEqualTo(true);
    }

    @Test
    @DisplayName("asks for a token again, once, where the server no longer takes it")
    void token_again() {
        Person ann = portrait.person();
        browser.open(portrait.base().resolve("profile.html"));
        browser.run("window.rejected = [];"
                + "const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = (token) => { window.rejected.push(token);"
                + " return token === null ? 'x.y.z' : '" + ann.token() + "'; };"
                + "profile.setAttribute('user', 'me');");

        browser.visible(PROFILE + "form");

        assertThat(browser.run("return window.rejected")).isEqualTo(Arrays.asList(null, "x.y.z"));
    }

    @Test
    @DisplayName("speaks Italian where the page does")
    void italian() {
        Person ann = portrait.person();
        browser.open(portrait.base().resolve("profile.html"));
        browser.run("document.querySelector('portrait-profile').lang = 'it-CH'");
        signInHere(ann);

        type("username", "");
        save();

        assertThat(browser.text(browser.until(() -> nonEmpty("#error-username"))))
                .isEqualTo("Questo campo non può essere vuoto.");
        assertThat(inside("button").getText()).isEqualTo("Salva");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("italian");
    }

    @Test
    @DisplayName("keeps the token in no address, no storage and no cookie")
    void token() {
        Person ann = portrait.person();
        signIn(ann);

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(ann.token());
        assertThat(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(browser.find("#token").getDomProperty("value")).isEmpty();
    }

    @Test
    @DisplayName("says that there is no such profile")
    void nobody() {
        browser.open(portrait.base().resolve("profile.html?user=" + Long.MAX_VALUE));

        assertThat(browser.text(browser.until(() -> nonEmpty("[role=alert]"))))
                .isEqualTo("There is nothing at this address.");
        assertThat(browser.findAll(PROFILE + "article")).isEmpty();
        assertThat(browser.barriers()).isEmpty();
    }

    private void show(Person person) {
        browser.complaints();
        browser.open(portrait.base().resolve("profile.html?user=" + person.id()));
        browser.visible(PROFILE + "article");
    }

    private void signIn(Person person) {
        browser.open(portrait.base().resolve("profile.html"));
        signInHere(person);
    }

    private void signInHere(Person person) {
        browser.find("#token").sendKeys(person.token());
        browser.find("#sign-in button").click();
        browser.visible(PROFILE + "form");
    }

    private void type(String field, String text) {
        WebElement input = inside("#" + field);
        input.clear();
        input.sendKeys(text);
    }

    private void save() {
        inside("form button").click();
    }

    private WebElement inside(String selector) {
        return browser.find(PROFILE + selector);
    }

    private List<String> texts() {
        return browser.findAll(PROFILE + "dd").stream().map(browser::text).toList();
    }

    private Optional<WebElement> nonEmpty(String selector) {
        return browser.findAll(PROFILE + selector).stream()
                .filter(element -> !browser.text(element).isEmpty())
                .findFirst();
    }
}

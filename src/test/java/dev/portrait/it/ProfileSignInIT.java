package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Who is signed in on the page of a profile, in Chromium")
class ProfileSignInIT {

    // From now on the server takes the page's token for one that has expired.
    private static final String EXPIRE = "const set = XMLHttpRequest.prototype.setRequestHeader;"
            + " XMLHttpRequest.prototype.setRequestHeader = function (name, value) {"
            + " set.call(this, name, value === 'Bearer %s' ? 'Bearer x.y.z' : value); }";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;

    ProfileSignInIT(Portrait portrait) {
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
    @DisplayName("What was typed stays when the sign-in expires, and is saved after the next one")
    void expired() {
        Person ann = portrait.person("ann-" + UUID.randomUUID(), Map.of());
        page.signIn(ann);
        page.type("bio", "typed");
        browser.run(EXPIRE.formatted(ann.token()));
        page.save();
        assertThat(browser.text(page.saying("#outcome.error")))
                .isEqualTo("Not saved: your sign-in has expired. Sign in again, then save."
                        + " What you typed is still here.");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("expired");

        edit("x.y.z");
        assertThat(browser.text(page.saying("#outcome.error"))).startsWith("Not saved: your sign-in has expired.");
        assertThat(bio()).isEqualTo("typed");

        edit(portrait.minter().token(TokenMinter.subject(ann.token()), Map.of("again", true)));
        browser.until(() -> Optional.of(page.find("#outcome"))
                .filter(it -> browser.text(it).equals("Your changes are still here, but not saved yet.")));
        assertThat(bio()).isEqualTo("typed");
        page.saveWell();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
    }

    @Test
    @DisplayName("Whoever embeds the profile is asked for a token again by each Save, once nobody was signed in")
    void signed_out() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("window.token = '" + ann.token() + "';"
                + "const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = () => window.token; profile.setAttribute('user', 'me');");
        page.visible("form");
        page.type("bio", "typed");
        browser.run("window.token = null;" + EXPIRE.formatted(ann.token()));
        page.save();
        page.saying("#outcome.error");

        browser.run(
                "window.token = '" + portrait.minter().token(TokenMinter.subject(ann.token()), Map.of("a", 1)) + "'");
        page.saveWell();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "sign-in"})
    @DisplayName("People are asked before another profile takes the place of unsaved changes")
    void asks(String form) {
        Person bob = portrait.person();
        page.signIn(portrait.person());
        page.type("bio", "typed");
        page.find("#date_of_birth").sendKeys("02");

        go(form, bob);
        page.visible("dialog");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("unsaved-" + form);
        page.find("dialog button[value=keep]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));
        assertThat(bio()).isEqualTo("typed");
        assertThat(browser.run("return document.activeElement.textContent"))
                .isEqualTo(form.equals("show") ? "Show" : "Edit");

        go(form, bob);
        page.visible("dialog");
        page.find("dialog button[value=discard]").click();
        browser.until(() -> page.findAll("article h2").stream()
                .map(browser::text)
                .filter(bob.profile().getString("username")::equals)
                .findFirst());
        assertThat(page.findAll("form")).hasSize(form.equals("show") ? 0 : 1);
    }

    @Test
    @DisplayName("Nobody is asked where nothing would be lost")
    void asks_nothing() {
        Person bob = portrait.person();
        page.signIn(portrait.person());
        go("show", bob);

        browser.until(() -> page.findAll("article h2").stream()
                .map(browser::text)
                .filter(bob.profile().getString("username")::equals)
                .findFirst());
    }

    @Test
    @DisplayName("What was typed stays when the page changes its language")
    void language() {
        page.signIn(portrait.person());
        page.type("bio", "typed");
        browser.run("document.querySelector('portrait-profile').lang = 'it'");
        browser.until(() -> page.findAll("#save").stream()
                .filter(it -> browser.text(it).equals("Salva"))
                .findFirst());

        assertThat(bio()).isEqualTo("typed");
        assertThat(page.focused()).isEqualTo("bio");
    }

    @Test
    @ContractSection(7)
    @DisplayName("A blocked user sees the profile, and the reason why it cannot be changed")
    void blocked() {
        Person ann = portrait.person();
        String admin = portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", List.of("admin")));
        portrait.send("PATCH", ann.path() + "status/", admin, "application/json", "{\"status\":\"b\"}".getBytes(UTF_8))
                .user();
        browser.open(portrait.base());
        edit(ann.token());

        assertThat(browser.text(page.saying("[role=alert]")))
                .isEqualTo("Your account is blocked: you can see your profile, but not change it.");
        assertThat(page.findAll("article")).hasSize(1);
        assertThat(page.findAll("form")).isEmpty();
        assertThat(browser.barriers()).isEmpty();
        browser.keep("blocked");
    }

    @Test
    @ContractSection(7)
    @DisplayName("Each other reason why nobody can edit has words of its own, before anything is typed")
    void reasons() {
        assertThat(reason(token(List.of("reader"))))
                .isEqualTo("You are signed in, but your account has no access to profiles here."
                        + " Ask the administrator for the role “user”.");
        assertThat(reason(token(List.of("admin"))))
                .isEqualTo("You are signed in as an administrator without a profile of your own.");
        assertThat(reason("x.y.z")).isEqualTo("Your sign-in has expired or is not valid. Please sign in again.");
        Person gone = portrait.person();
        portrait.send(portrait.request(gone.path())
                        .header("Authorization", "Bearer " + gone.token())
                        .DELETE())
                .user();
        assertThat(reason(gone.token())).isEqualTo("You are signed in, but there is no profile for your account here.");
        browser.open(portrait.base());
        browser.run("const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = null; profile.setAttribute('user', 'me')");
        assertThat(browser.text(page.saying("[role=alert]"))).isEqualTo("Please sign in to see this profile.");
    }

    private String token(List<String> groups) {
        return portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", groups));
    }

    private String reason(String token) {
        browser.open(portrait.base());
        edit(token);
        String reason = browser.text(page.saying("[role=alert]"));
        assertThat(page.findAll("form")).isEmpty();
        return reason;
    }

    private void go(String form, Person person) {
        if (form.equals("show")) {
            browser.find("#user").clear();
            browser.find("#user").sendKeys(Long.toString(person.id()));
            browser.find("#show button").click();
        } else {
            edit(person.token());
        }
    }

    private void edit(String token) {
        browser.find("#token").sendKeys(token);
        browser.find("#sign-in button").click();
    }

    private String bio() {
        return page.find("#bio").getDomProperty("value");
    }
}

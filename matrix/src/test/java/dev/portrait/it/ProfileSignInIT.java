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
import org.openqa.selenium.support.ui.Select;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Sign-in on the profile page, in Chromium")
class ProfileSignInIT {

    // Replaces the given token by an invalid one, so the server answers as if it had expired.
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
    @DisplayName("Typed text survives an expired sign-in and is saved after the next sign-in")
    void keeps_typed_text_when_the_sign_in_expires() {
        Person ann = portrait.person("ann-" + UUID.randomUUID(), Map.of());
        page.signIn(ann);
        page.type("bio", "typed");
        browser.run(EXPIRE.formatted(ann.token()));
        page.save();
        assertThat(browser.text(page.awaitText("#outcome.error")))
                .isEqualTo("Not saved: your sign-in has expired. Sign in again, then save."
                        + " What you typed is still here.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("expired");

        page.paste("x.y.z");
        assertThat(browser.text(page.awaitText("#outcome.error"))).startsWith("Not saved: your sign-in has expired.");
        assertThat(typedBio()).isEqualTo("typed");

        page.paste(portrait.minter().token(TokenMinter.subject(ann.token()), Map.of("again", true)));
        browser.until(() -> Optional.of(page.find("#outcome"))
                .filter(it -> browser.text(it).equals("Your changes are still here, but not saved yet.")));
        assertThat(typedBio()).isEqualTo("typed");
        page.saveSuccessfully();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
    }

    @Test
    @DisplayName("After a sign-out, each Save asks the embedding page for a new token")
    void asks_for_a_token_again_after_a_sign_out() {
        Person ann = portrait.person();
        browser.open(portrait.base());
        browser.run("window.token = '" + ann.token() + "';"
                + "const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = () => window.token; profile.setAttribute('mode', 'edit');"
                + "profile.setAttribute('user', 'me');");
        page.awaitVisible("form");
        page.type("bio", "typed");
        new Select(page.find("#audience-bio")).selectByValue("owner");
        browser.run("window.token = null;" + EXPIRE.formatted(ann.token()));
        page.save();
        page.awaitText("#outcome.error");

        browser.run(
                "window.token = '" + portrait.minter().token(TokenMinter.subject(ann.token()), Map.of("a", 1)) + "'");
        page.saveSuccessfully();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "sign-in"})
    @DisplayName("Asks for confirmation before another profile replaces unsaved changes")
    void confirms_before_unsaved_changes_are_replaced(String form) {
        Person bob = portrait.person();
        page.signIn(portrait.person());
        page.type("bio", "typed");
        page.find("#date_of_birth").sendKeys("02");

        openProfile(form, bob);
        page.awaitVisible("dialog");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("unsaved-" + form);
        page.find("dialog button[value=keep]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));
        assertThat(typedBio()).isEqualTo("typed");
        assertThat(browser.run("return document.activeElement.localName"))
                .isEqualTo(form.equals("show") ? "button" : "main");

        openProfile(form, bob);
        page.awaitVisible("dialog");
        page.find("dialog button[value=discard]").click();
        browser.until(() -> page.findAll("h2").stream()
                .map(browser::text)
                .filter(bob.profile().getString("username")::equals)
                .findFirst());
        assertThat(page.findAll("form")).hasSize(form.equals("show") ? 0 : 1);
    }

    @Test
    @DisplayName("Does not ask for confirmation if nothing would be lost")
    void does_not_ask_without_unsaved_changes() {
        Person bob = portrait.person();
        page.signIn(portrait.person());
        openProfile("show", bob);

        browser.until(() -> page.findAll("h2").stream()
                .map(browser::text)
                .filter(bob.profile().getString("username")::equals)
                .findFirst());
    }

    @Test
    @DisplayName("Typed text survives a change of the page's language")
    void keeps_typed_text_when_the_language_changes() {
        page.signIn(portrait.person());
        page.type("bio", "typed");
        browser.run("document.querySelector('portrait-profile').lang = 'it'");
        browser.until(() -> page.findAll("#save").stream()
                .filter(it -> browser.text(it).equals("Salva"))
                .findFirst());

        assertThat(typedBio()).isEqualTo("typed");
        assertThat(page.focusedId()).isEqualTo("bio");
    }

    @Test
    @ContractSection(7)
    @DisplayName("A blocked user sees the profile and the reason why it cannot be changed")
    void shows_a_blocked_user_the_reason() {
        Person ann = portrait.person();
        String admin = portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", List.of("admin")));
        portrait.send("PATCH", ann.path() + "status/", admin, "application/json", "{\"status\":\"b\"}".getBytes(UTF_8))
                .user();
        browser.open(portrait.base());
        page.paste(ann.token());

        assertThat(browser.text(page.awaitText("[role=alert]")))
                .isEqualTo("Your account is blocked: you can see your profile, but not change it.");
        assertThat(page.findAll("article")).hasSize(1);
        assertThat(page.findAll("form")).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("blocked");
    }

    @Test
    @ContractSection(7)
    @DisplayName("Every other reason why editing is impossible has its own message, shown before anything is typed")
    void explains_why_editing_is_impossible() {
        assertThat(shownReason(token(List.of("reader"))))
                .isEqualTo("You are signed in, but your account has no access to profiles here."
                        + " Ask the administrator for the role “user”.");
        assertThat(shownReason(token(List.of("admin"))))
                .isEqualTo("You are signed in as an administrator without a profile of your own.");
        assertThat(shownReason("x.y.z")).isEqualTo("Your sign-in has expired or is not valid. Please sign in again.");
        Person deleted = portrait.person();
        portrait.send(portrait.request(deleted.path())
                        .header("Authorization", "Bearer " + deleted.token())
                        .DELETE())
                .user();
        assertThat(shownReason(deleted.token()))
                .isEqualTo("You are signed in, but there is no profile for your account here.");
        browser.open(portrait.base());
        browser.run("const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = null; profile.setAttribute('user', 'me')");
        assertThat(browser.text(page.awaitText("[role=alert]"))).isEqualTo("Please sign in to see this profile.");
    }

    private String token(List<String> groups) {
        return portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", groups));
    }

    private String shownReason(String token) {
        browser.open(portrait.base());
        page.paste(token);
        String reason = browser.text(page.awaitText("[role=alert]"));
        assertThat(page.findAll("form")).isEmpty();
        return reason;
    }

    private void openProfile(String form, Person person) {
        if (form.equals("show")) {
            browser.find("#user").clear();
            browser.find("#user").sendKeys(Long.toString(person.id()));
            browser.find("#show button").click();
        } else {
            page.paste(person.token());
        }
    }

    private String typedBio() {
        return page.find("#bio").getDomProperty("value");
    }
}

package dev.portrait.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
@ContractSection(10)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The address of the picture for other programs, in Chromium")
class ProfileProgramsIT {

    private static final int BLUE = 0x2040c0;
    private static final String SECTION = "[aria-labelledby=section-programs]";
    // An address of this machine that browsers do not treat like HTTPS, as they do 127.0.0.1.
    private static final String INSECURE_HOST = "portrait.example";

    private final Portrait portrait;
    private final String email = "Ann." + UUID.randomUUID() + "@example.org";
    private final Person ann;
    private Browser browser;
    private ProfilePage page;

    ProfileProgramsIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person(UUID.randomUUID().toString(), Map.of("email", email, "email_verified", true));
    }

    @BeforeAll
    void start() {
        ann.put(new Multipart().file("avatar", AvatarProgram.picture(BLUE))).user();
        browser = Browser.start("--host-resolver-rules=MAP " + INSECURE_HOST + " 127.0.0.1");
        page = new ProfilePage(browser, portrait);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @DisplayName("The form shows it, with the programs, and a button copies it; a program finds the picture there")
    void shows_and_copies_the_address() throws IOException {
        browser.consoleWarnings();
        page.signIn(ann);
        page.awaitVisible(SECTION);

        assertThat(sentence()).isEqualTo("Your picture appears in Git and Wiki.");
        assertThat(page.findAll("#reveal-picture")).noneMatch(button -> button.isDisplayed());
        page.click("#copy-address");
        assertThat(browser.text(page.awaitText(SECTION + " [role=status]"))).isEqualTo("The address was copied.");
        String address = pasted();
        assertThat(address)
                .isEqualTo(portrait.base() + "avatar/" + AvatarProgram.hash("SHA-256", email))
                .isEqualTo(page.find("#picture-address").getDomProperty("value"));
        AvatarProgram.assertShown(portrait.get(address + "?s=64&d=404"), 64, BLUE);
        assertThat(browser.consoleWarnings()).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
        saveScreenshot("programs");
    }

    @Test
    @DisplayName("The button also copies on a page without HTTPS, where there is no clipboard for scripts")
    void copies_without_a_clipboard() {
        openInsecurely();
        assertThat(browser.run("return navigator.clipboard === undefined")).isEqualTo(true);

        page.click("#copy-address");

        assertThat(browser.text(page.awaitText(SECTION + " [role=status]"))).isEqualTo("The address was copied.");
        assertThat(page.focusedId()).isEqualTo("copy-address");
        assertThat(pasted()).isEqualTo(page.find("#picture-address").getDomProperty("value"));
    }

    @Test
    @DisplayName("Where nothing can copy, the address is selected")
    void selects_the_address() {
        openInsecurely();
        browser.run("document.execCommand = () => false");

        page.click("#copy-address");

        assertThat(browser.text(page.awaitText(SECTION + " [role=status]"))).startsWith("The address is selected.");
        assertThat(page.focusedId()).isEqualTo("picture-address");
        assertThat(browser.run("const { value, selectionStart, selectionEnd } = " + ProfilePage.SHADOW
                        + ".activeElement; return value.slice(selectionStart, selectionEnd) === value"))
                .isEqualTo(true);
    }

    @Test
    @ContractSection(11)
    @DisplayName("A hidden picture: the form says that programs show another one, and leads to the setting")
    void explains_a_hidden_picture() {
        Person bob = portrait.person();
        portrait.send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        bob.token(),
                        "application/x-www-form-urlencoded",
                        "avatar=signed-in".getBytes(US_ASCII))
                .user();
        page.signIn(bob);
        page.awaitVisible(SECTION);

        assertThat(sentence())
                .isEqualTo("A default picture appears in Git and Wiki, because not everyone may see yours.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        saveScreenshot("programs-hidden");
        page.click("#reveal-picture");
        assertThat(page.focusedId()).isEqualTo("audience-avatar");
        new Select(page.find("#audience-avatar")).selectByValue("public");
        page.saveSuccessfully();
        browser.until(() -> Optional.of(sentence())
                .filter("A default picture appears in Git and Wiki until you choose yours."::equals));
        assertThat(page.find("#reveal-picture").isDisplayed()).isFalse();
    }

    @Test
    @DisplayName("A form of some fields only does not show it")
    void is_not_part_of_a_smaller_form() {
        page.embed(ann, ann.token(), Map.of("fields", "avatar,bio"));
        page.edit();

        assertThat(page.findAll(SECTION)).isEmpty();
    }

    private void openInsecurely() {
        browser.open(
                URI.create("http://" + INSECURE_HOST + ":" + portrait.base().getPort() + "/"));
        page.signInHere(ann);
        page.awaitVisible(SECTION);
    }

    private void saveScreenshot(String name) {
        browser.run(ProfilePage.SHADOW + ".querySelector('" + SECTION + "').scrollIntoView({ block: 'center' })");
        browser.saveScreenshot(name);
    }

    private String sentence() {
        return browser.text(page.find(SECTION + " .hint"));
    }

    /** Pastes into a field, as people do. */
    private String pasted() {
        page.type("bio", "");
        page.find("#bio").sendKeys(Keys.chord(Keys.CONTROL, "v"));
        return page.find("#bio").getDomProperty("value");
    }
}

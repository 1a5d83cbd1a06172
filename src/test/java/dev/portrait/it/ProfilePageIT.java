package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(browser.text(browser.find("#name"))).isEqualTo(SCRIPT);
        assertThat(texts()).contains(SCRIPT, SCRIPT);
        assertThat(browser.findAll("#profile script, #profile img")).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
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
        assertThat(browser.findAll("#profile *")).hasSize(9);
        assertThat(browser.run("return document.title + location.pathname.replace(/.*\\//, '')"))
                .isEqualTo("A profile – Portraitprofile.html");
        assertThat(browser.complaints()).isEmpty();
        signIn(ann);
        assertThat(browser.find("#edit-bio").getDomProperty("value")).isEqualTo(bio);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("lets the owner edit, and says at the field what the server refused")
    void edits() {
        Person ann = portrait.person();
        signIn(ann);

        type("bio", "one\ntwo");
        type("website", "javascript:alert(1)");
        browser.find("#edit button").click();
        String refusal = browser.text(browser.until(() -> nonEmpty("#error-website")));
        assertThat(refusal).startsWith("Write an address that begins with http:// or https://");
        assertThat(ann.profile().getString("bio")).isEmpty();

        type("website", "https://ann.example/");
        browser.find("#edit button").click();
        browser.until(() -> nonEmpty("#outcome.up"));

        assertThat(ann.profile().getString("bio")).isEqualTo("one\ntwo");
        assertThat(ann.profile().getString("website")).isEqualTo("https://ann.example/");
        assertThat(browser.find("#texts a").getDomAttribute("href")).isEqualTo("https://ann.example/");
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

        assertThat(browser.text(browser.until(() -> nonEmpty("#outcome"))))
                .isEqualTo("There is nothing at this address.");
        assertThat(browser.find("#profile").isDisplayed()).isFalse();
    }

    private void show(Person person) {
        browser.complaints();
        browser.open(portrait.base().resolve("profile.html?user=" + person.id()));
        browser.visible("#profile");
    }

    private void signIn(Person person) {
        browser.open(portrait.base().resolve("profile.html"));
        browser.find("#token").sendKeys(person.token());
        browser.find("#sign-in button").click();
        browser.visible("#edit");
    }

    private void type(String field, String text) {
        WebElement input = browser.find("#edit-" + field);
        input.clear();
        input.sendKeys(text);
    }

    private List<String> texts() {
        return browser.findAll("#texts dd").stream().map(browser::text).toList();
    }

    private Optional<WebElement> nonEmpty(String selector) {
        return browser.findAll(selector).stream()
                .filter(element -> !browser.text(element).isEmpty())
                .findFirst();
    }
}

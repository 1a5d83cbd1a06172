package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Runs the examples of docs/portal.md on pages of another origin. */
@Tag("chromium")
@BlackBox
@DisplayName("The profile embedded in an old portal, in Chromium")
class PortalIT {

    private static final int TAG = 0;
    private static final int FRAME = 1;
    private static final int FORM = 2;

    // Typical of pages of 2010: a style sheet that matches every element, and libraries that modify built-in
    // prototypes.
    private static final String HOSTILE = """
            <style>
              * { all: unset !important; color: red !important; background: red !important; font: 40px serif !important }
              portrait-profile, :root { --ink: red !important; --paper: red !important }
              input { display: none !important }
            </style>
            <script src="/jquery.js"></script>
            <script>
              Array.prototype.each = function (callback) { for (var i = 0; i < this.length; i++) { callback(this[i]); } };
              Array.prototype.toJSON = String.prototype.toJSON = function () { return '"hostile"'; };
              Object.prototype.hostile = function () {};
              Array.from = function () { return []; };
              $(function () { $('*').addClass('portal').css('opacity', 0.99); });
            </script>
            """;

    private final Portrait portrait;
    private final Person ann;
    private LegacyPortal portal;
    private Browser browser;
    private ProfilePage page;

    @TempDir
    private Path folder;

    PortalIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @BeforeEach
    void start() throws IOException {
        portal = LegacyPortal.start(ann);
        browser = Browser.start(portal.hostResolverOption());
        page = new ProfilePage(browser, portrait);
    }

    @AfterEach
    void stop() {
        browser.close();
        portal.close();
    }

    @Test
    @DisplayName("The tag works on a page with intrusive style sheets and scripts")
    void tag_works_on_a_hostile_page() throws IOException {
        portal.showExample(HOSTILE, TAG);
        browser.open(URI.create(LegacyPortal.ORIGIN));
        page.edit();

        assertThat(browser.run("return jQuery.fn.jquery")).isEqualTo("1.12.4");
        assertThat(page.find("#bio").getCssValue("font-size")).isEqualTo("40px");
        assertThat(page.find("h3").getCssValue("color")).isEqualTo("rgba(255, 0, 0, 1)");
        assertThat(page.find("#bio").getCssValue("color")).isEqualTo("rgba(28, 36, 48, 1)");
        assertThat(page.find("#bio").getCssValue("background-color")).isEqualTo("rgba(255, 255, 255, 1)");
        assertThat(page.find("#real_name").isDisplayed()).isTrue();
        browser.run("document.querySelector('portrait-profile').setAttribute('theme', 'dark')");
        assertThat(page.find("#bio").getCssValue("background-color")).isEqualTo("rgba(27, 31, 38, 1)");
        page.type("bio", "from the portal");
        page.find("#avatar").sendKeys(photo());
        page.awaitVisible("canvas.avatar-frame");
        page.saveSuccessfully();

        assertThat(ann.profile().getString("bio")).isEqualTo("from the portal");
        assertThat(ann.profile().isNull("avatar")).isFalse();
        browser.saveScreenshot("portal-tag");
    }

    @Test
    @DisplayName("The tag gets its token by an event and asks again if the token is refused")
    void tag_gets_its_token_by_an_event() throws IOException {
        portal.showExample(
                "<script>document.addEventListener('portrait-token', function (event) {"
                        + " (window.rejected = window.rejected || []).push(event.detail.rejected);"
                        + " event.detail.respondWith(event.detail.rejected ? '" + ann.token()
                        + "' : 'x.y.z'); });</script>"
                        + "<script>addEventListener('DOMContentLoaded', function () {"
                        + " document.querySelector('portrait-profile').tokenProvider = null; });</script>",
                TAG);
        browser.open(URI.create(LegacyPortal.ORIGIN));
        browser.until(() -> Optional.ofNullable(browser.run("return window.rejected?.join()"))
                .filter(",x.y.z"::equals));
        page.awaitVisible("#edit");
    }

    @Test
    @DisplayName("The tag does not load on a page of an origin that is not configured")
    void tag_does_not_load_on_an_unknown_origin() throws IOException {
        portal.showExample("", TAG);
        browser.open(URI.create(LegacyPortal.STRANGER));
        browser.until(() -> browser.consoleWarnings().stream()
                .filter(complaint -> complaint.contains("CORS"))
                .findFirst());

        assertThat(browser.run("return customElements.get('portrait-profile') === undefined"))
                .isEqualTo(true);
    }

    @Test
    @DisplayName("The frame gets its token and theme from the embedding page and reports its height")
    void frame_talks_to_the_embedding_page() throws IOException {
        openFrame();
        browser.until(() -> Optional.of(
                        browser.run("return innerHeight > 1000 && innerHeight === document.body.offsetHeight"))
                .filter(Boolean.TRUE::equals));
        page.type("bio", "from the frame");
        page.saveSuccessfully();
        assertThat(ann.profile().getString("bio")).isEqualTo("from the frame");
        browser.until(() -> Optional.of(
                        browser.run("return innerHeight < 1000 && innerHeight === document.body.offsetHeight"))
                .filter(Boolean.TRUE::equals));

        browser.driver().switchTo().defaultContent();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("portal-frame");
        browser.run("document.getElementById('profile').contentWindow"
                + ".postMessage({ type: 'portrait-theme', theme: 'dark' }, '*')");
        browser.driver().switchTo().frame("profile");
        browser.until(
                () -> Optional.of(browser.run("return getComputedStyle(document.documentElement).backgroundColor"))
                        .filter("rgb(27, 31, 38)"::equals));
    }

    @Test
    @DisplayName("The frame accepts messages from the embedding page only")
    void frame_of_another_window() throws IOException {
        openFrame();
        browser.run("window.postMessage({ type: 'portrait-theme', theme: 'dark' }, '*');"
                + "window.heard = false; addEventListener('message', () => { window.heard = true; });"
                + "window.postMessage('last', '*')");
        browser.until(() -> Optional.of(browser.run("return window.heard")).filter(Boolean.TRUE::equals));

        assertThat(browser.run("return getComputedStyle(document.documentElement).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    @DisplayName("The frame stays empty on a page of an origin that is not configured")
    void frame_of_a_stranger() throws IOException {
        portal.showExample("", FRAME);
        browser.open(URI.create(LegacyPortal.STRANGER));

        assertThat(browser.until(() -> browser.consoleWarnings().stream()
                        .filter(complaint -> complaint.contains("frame-ancestors"))
                        .findFirst()))
                .contains("frame-ancestors " + LegacyPortal.ORIGIN);
        browser.driver().switchTo().frame("profile");
        assertThat(browser.findAll("portrait-profile")).isEmpty();
    }

    @Test
    @DisplayName("The frame's URL without the last slash redirects")
    void frame_url_without_slash_redirects() {
        Answer answer = portrait.get("embed");

        assertThat(answer.status()).isBetween(301, 308);
        assertThat(answer.header("Location")).endsWith("/embed/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "server.html", "docs/"})
    @DisplayName("No other page can be framed")
    void no_other_page_can_be_framed(String path) {
        assertThat(portrait.get(path).header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    @DisplayName("The plain form works without JavaScript; a refused one comes back as it was typed")
    void form_works_without_javascript() throws IOException {
        openForm();
        fill("real_name", "Ann Example");
        fill("bio", "First line\nSecond <line> & \"more\"");
        fill("website", "nowhere");
        browser.find("[name=avatar]").sendKeys(photo());
        browser.find("button").click();
        awaitTitle("Nothing was saved");

        assertThat(ann.profile().getString("real_name")).isEmpty();
        assertThat(value("real_name")).isEqualTo("Ann Example");
        assertThat(value("bio")).isEqualTo("First line\nSecond <line> & \"more\"");
        assertThat(value("website")).isEqualTo("nowhere");
        assertThat(browser.find("#website-error").getText())
                .isEqualTo("Enter an address that begins with http:// or https://.");
        assertThat(browser.find("body").getText()).contains("Pictures must be chosen again.");
        browser.saveScreenshot("form-refused");

        fill("website", "https://ann.example/");
        browser.find("[name=avatar]").sendKeys(photo());
        browser.find("button").click();
        awaitTitle("Saved");

        JsonObject saved = ann.profile();
        assertThat(saved.getString("real_name")).isEqualTo("Ann Example");
        assertThat(saved.getString("bio")).isEqualTo("First line\nSecond <line> & \"more\"");
        assertThat(saved.getString("website")).isEqualTo("https://ann.example/");
        assertThat(saved.isNull("avatar")).isFalse();
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(LegacyPortal.ORIGIN + "/profile");
        browser.driver().findElement(By.linkText("Back to the form")).click();
        browser.awaitVisible("[name=real_name]");
    }

    @Test
    @DisplayName("The plain form changes nothing that was not touched")
    void untouched_form_changes_nothing() throws IOException {
        ann.form(
                        "PUT",
                        Map.of(
                                "real_name",
                                "Zoë \"山\" <&>",
                                "bio",
                                "one\n\n  two",
                                "website",
                                "https://ann.example/?a=1&b=2"))
                .user();
        JsonObject before = ann.profile();

        openForm();
        browser.find("button").click();
        awaitTitle("Saved");

        assertThat(ann.profile()).isEqualTo(before);
    }

    @Test
    @DisplayName("The form that comes back is accessible")
    void refused_form_is_accessible() throws IOException {
        portal.showExample("", FORM);
        browser.open(URI.create(LegacyPortal.ORIGIN));
        fill("website", "nowhere");
        browser.find("button").click();
        awaitTitle("Nothing was saved");

        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    private void openForm() throws IOException {
        portal.showExample("", FORM);
        browser.sendDevToolsCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        browser.open(URI.create(LegacyPortal.ORIGIN));
    }

    private void awaitTitle(String text) {
        browser.until(() -> browser.findAll("h1").stream()
                .filter(title -> title.getText().equals(text))
                .findFirst());
    }

    private String value(String field) {
        return Objects.requireNonNull(browser.find("[name=" + field + "]").getDomProperty("value"));
    }

    private void openFrame() throws IOException {
        portal.showExample("", FRAME);
        browser.open(URI.create(LegacyPortal.ORIGIN));
        browser.driver().switchTo().frame("profile");
        page.edit();
    }

    private void fill(String field, String text) {
        WebElement input = browser.find("[name=" + field + "]");
        input.clear();
        input.sendKeys(text);
    }

    private String photo() throws IOException {
        return Files.write(folder.resolve("photo.jpg"), Photos.photo()).toString();
    }
}

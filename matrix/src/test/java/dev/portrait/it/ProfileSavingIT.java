package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Saving on the profile page, in Chromium")
class ProfileSavingIT {

    // Holds requests back in the page until the test releases them.
    private static final String HOLD = "window.held = []; window.send ??= XMLHttpRequest.prototype.send;"
            + " XMLHttpRequest.prototype.send = function (body) { window.held.push(() => window.send.call(this, body)); }";
    private static final String RELEASE =
            "XMLHttpRequest.prototype.send = window.send; window.held.forEach((go) => go())";
    // Makes another program change the profile just before each request of the page.
    private static final String ALWAYS_CONFLICT = "window.sent = 0; const send = XMLHttpRequest.prototype.send;"
            + " XMLHttpRequest.prototype.send = async function (body) { window.sent++; await fetch('%s', {"
            + " method: 'PATCH', headers: { Authorization: 'Bearer %s', 'Content-Type': 'application/json' },"
            + " body: JSON.stringify({ location: `${window.sent}` }) }); send.call(this, body); }";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;
    private Person ann;

    @TempDir
    private Path folder;

    ProfileSavingIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @BeforeEach
    void signIn() {
        ann = portrait.person();
        page.signIn(ann);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @DisplayName("Text typed during a save is kept and still unsaved")
    void keeps_text_typed_during_a_save() {
        page.type("bio", "first");
        page.type("location", " Milan ");
        saveAndHold();
        page.find("#bio").sendKeys(", and second");
        page.type("description", "third");
        release();

        assertThat(browser.text(page.awaitText(".good")))
                .isEqualTo("Saved, except for what you changed in the meantime.");
        assertThat(ann.profile().getString("bio")).isEqualTo("first");
        assertThat(values("bio", "location", "description")).containsExactly("first, and second", "Milan", "third");
        browser.saveScreenshot("saved-in-part");

        page.save();
        browser.until(() -> Optional.of(page.find("#outcome")).filter(it -> "Saved.".equals(browser.text(it))));
        assertThat(ann.profile().getString("bio")).isEqualTo("first, and second");
        assertThat(ann.profile().getString("description")).isEqualTo("third");
    }

    @Test
    @DisplayName("A picture chosen or moved during a save is kept and still unsaved")
    void keeps_a_picture_chosen_during_a_save() throws IOException {
        choosePicture("avatar");
        choosePicture("cover");
        saveAndHold();
        page.tabTo("across-avatar");
        page.press(Keys.END);
        page.find("#cover").sendKeys(photo("other.jpg"));
        release();

        page.awaitText(".good");
        assertThat(page.find("#across-avatar").getDomProperty("value")).isEqualTo("100");
        assertThat(page.find("#discard-avatar").isDisplayed()).isTrue();
        assertThat(page.find("canvas.cover-frame").isDisplayed()).isTrue();
        String first = ann.profile().getString("avatar");
        page.save();
        browser.until(() -> Optional.of(page.find("#outcome")).filter(it -> "Saved.".equals(browser.text(it))));
        assertThat(ann.profile().getString("avatar")).isNotEqualTo(first);
    }

    @Test
    @DisplayName("A picture that is still being read when Save is clicked is saved as well")
    void waits_for_a_picture_that_is_still_being_read() throws IOException {
        browser.run("const read = window.createImageBitmap; window.createImageBitmap = async (file) => {"
                + " await new Promise((resolve) => { window.finish = resolve; }); return read(file); }");
        page.find("#avatar").sendKeys(photo("photo.jpg"));
        browser.until(() -> Optional.of(browser.run("return !!window.finish")).filter(Boolean.TRUE::equals));
        page.save();
        browser.run("window.finish()");
        page.awaitText(".good");

        assertThat(ann.profile().isNull("avatar")).isFalse();
    }

    @Test
    @DisplayName("Text typed while the page detects another change is kept")
    void keeps_text_typed_during_a_conflict() {
        ann.form("PUT", Map.of("location", "theirs")).user();
        page.type("bio", "mine");
        saveAndHold();
        page.find("#bio").sendKeys(", and more");
        release();
        page.awaitText(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        assertThat(values("bio", "location")).containsExactly("mine, and more", "theirs");
    }

    @Test
    @ContractSection(6)
    @DisplayName("A save that always conflicts is retried once, and typed text is kept")
    void retries_once_after_conflicts() {
        page.type("bio", "mine");
        browser.run(
                ALWAYS_CONFLICT.formatted(portrait.base().resolve(ann.path()).getPath(), ann.token()));
        page.save();

        assertThat(browser.text(page.awaitText("#outcome.error")))
                .startsWith("Not saved: the profile was changed again while you were saving.");
        assertThat(browser.run("return window.sent")).isEqualTo(2L);
        assertThat(values("bio")).containsExactly("mine");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("always-faster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "02311990"})
    @DisplayName("An incomplete or impossible date is an error at its field, and nothing is sent")
    void refuses_an_incomplete_date(String keys) {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.recordBodies();
        page.type("bio", "not to be saved");
        page.find("#date_of_birth").clear();
        page.find("#date_of_birth").sendKeys(keys);
        page.save();

        assertThat(browser.text(page.awaitText("#error-date_of_birth")))
                .isEqualTo("This date is incomplete or does not exist.");
        assertThat(browser.text(page.find("#outcome"))).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(page.focusedId()).isEqualTo("date_of_birth");
        assertThat(browser.run("return window.bodies")).isEqualTo(List.of());
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("no-date");
    }

    @Test
    @DisplayName("A date with one part deleted is an error and counts as an unsaved change")
    void refuses_a_date_with_a_deleted_part() {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.find("#date_of_birth").sendKeys(Keys.DELETE);
        assertThat(browser.run(ProfilePageIT.DISPATCH_BEFORE_UNLOAD)).isEqualTo(false);
        page.save();
        page.awaitText("#error-date_of_birth");
        assertThat(ann.profile().getString("date_of_birth")).isEqualTo("1990-02-03");

        page.find("#discard").click();
        assertThat(values("date_of_birth")).containsExactly("1990-02-03");
        assertThat(browser.text(page.find("#error-date_of_birth"))).isEmpty();
        assertThat(browser.run(ProfilePageIT.DISPATCH_BEFORE_UNLOAD)).isEqualTo(true);
    }

    @Test
    @DisplayName("Discard removes a partly typed date")
    void discards_a_partly_typed_date() {
        page.find("#date_of_birth").sendKeys("02");
        page.find("#discard").click();

        assertThat(browser.run(ProfilePageIT.DISPATCH_BEFORE_UNLOAD)).isEqualTo(true);
        page.type("bio", "new");
        page.saveSuccessfully();
    }

    @Test
    @DisplayName("An empty date clears the field")
    void clears_the_date() {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.find("#date_of_birth").clear();
        page.saveSuccessfully();

        assertThat(ann.profile().isNull("date_of_birth")).isTrue();
    }

    @Test
    @DisplayName("The focus stays on the Save button after saving with the keyboard")
    void keeps_the_focus_on_the_button() {
        page.type("bio", "by keys");
        page.tabTo("save");
        page.press(Keys.ENTER);
        page.awaitText(".good");

        assertThat(page.focusedId()).isEqualTo("save");
    }

    @Test
    @DisplayName("The focus stays in the field after saving with Enter")
    void keeps_the_focus_in_the_field() {
        page.find("#location").sendKeys("Milan", Keys.ENTER);
        page.awaitText(".good");

        assertThat(page.focusedId()).isEqualTo("location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save", "reload", "cancel", "escape"})
    @DisplayName("The focus returns to the Save button after the conflict dialog")
    void returns_the_focus_after_a_conflict(String answer) {
        ann.form("PUT", Map.of("bio", "theirs")).user();
        page.type("bio", "mine");
        page.tabTo("save");
        page.press(Keys.ENTER);
        page.awaitVisible("dialog");
        if (answer.equals("escape")) {
            page.press(Keys.ESCAPE);
        } else {
            page.find("dialog button[value=" + answer + "]").sendKeys(Keys.ENTER);
        }
        browser.until(() -> Optional.of(page.find("#save"))
                .filter(it -> page.findAll("dialog").isEmpty())
                .filter(it -> "false".equals(it.getDomAttribute("aria-disabled"))));

        assertThat(page.focusedId()).isEqualTo("save");
    }

    @Test
    @DisplayName("The focus moves to the picture field when the focused slider disappears")
    void moves_the_focus_from_a_removed_slider() throws IOException {
        choosePicture("avatar");
        page.tabTo("zoom-avatar");
        page.press(Keys.ENTER);
        page.awaitText(".good");

        assertThat(page.focusedId()).isEqualTo("avatar");
    }

    @Test
    @DisplayName("A second Save and Discard do nothing while a save is in progress")
    void ignores_clicks_during_a_save() {
        page.type("bio", "once");
        saveAndHold();
        page.save();
        page.find("#discard").click();
        assertThat(browser.run("return window.held.length")).isEqualTo(1L);
        assertThat(values("bio")).containsExactly("once");
        browser.saveScreenshot("saving");
        release();

        page.awaitText(".good");
        assertThat(ann.profile().getString("bio")).isEqualTo("once");
    }

    /** Clicks Save and holds the request back. */
    private void saveAndHold() {
        browser.run(HOLD);
        page.save();
        browser.until(
                () -> Optional.of(browser.run("return window.held.length")).filter(Long.valueOf(1)::equals));
    }

    private void release() {
        browser.run(RELEASE);
    }

    private void choosePicture(String field) throws IOException {
        page.find("#" + field).sendKeys(photo("photo.jpg"));
        page.awaitVisible("canvas." + field + "-frame");
    }

    private String photo(String name) throws IOException {
        return Files.write(folder.resolve(name), Photos.jpeg(1600, 800)).toString();
    }

    private List<String> values(String... fields) {
        return List.of(fields).stream()
                .map(field -> page.find("#" + field).getDomProperty("value"))
                .toList();
    }
}

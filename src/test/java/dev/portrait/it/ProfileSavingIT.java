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
@DisplayName("Saving on the page of a profile, in Chromium")
class ProfileSavingIT {

    // What is sent waits in the page until the test lets it go.
    private static final String HOLD = "window.held = []; window.send ??= XMLHttpRequest.prototype.send;"
            + " XMLHttpRequest.prototype.send = function (body) { window.held.push(() => window.send.call(this, body)); }";
    private static final String LET_GO =
            "XMLHttpRequest.prototype.send = window.send; window.held.forEach((go) => go())";
    // Before each change of the page, another program makes one.
    private static final String ALWAYS_FASTER = "window.sent = 0; const send = XMLHttpRequest.prototype.send;"
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
    @DisplayName("What is typed while a save is under way stays, and is still to be saved")
    void typed_meanwhile() {
        page.type("bio", "first");
        page.type("location", " Milan ");
        hold();
        page.find("#bio").sendKeys(", and second");
        page.type("description", "third");
        letGo();

        assertThat(browser.text(page.saying(".good"))).isEqualTo("Saved, except for what you changed in the meantime.");
        assertThat(ann.profile().getString("bio")).isEqualTo("first");
        assertThat(values("bio", "location", "description")).containsExactly("first, and second", "Milan", "third");
        browser.keep("saved-in-part");

        page.save();
        browser.until(() -> Optional.of(page.find("#outcome")).filter(it -> "Saved.".equals(browser.text(it))));
        assertThat(ann.profile().getString("bio")).isEqualTo("first, and second");
        assertThat(ann.profile().getString("description")).isEqualTo("third");
    }

    @Test
    @DisplayName("So does a picture that is chosen, or moved, while a save is under way")
    void picture_meanwhile() throws IOException {
        choose("avatar");
        choose("cover");
        hold();
        page.tabTo("across-avatar");
        page.press(Keys.END);
        page.find("#cover").sendKeys(photo("other.jpg"));
        letGo();

        page.saying(".good");
        assertThat(page.find("#across-avatar").getDomProperty("value")).isEqualTo("100");
        assertThat(page.find("#discard-avatar").isDisplayed()).isTrue();
        assertThat(page.find("canvas.cover-frame").isDisplayed()).isTrue();
        String first = ann.profile().getString("avatar");
        page.save();
        browser.until(() -> Optional.of(page.find("#outcome")).filter(it -> "Saved.".equals(browser.text(it))));
        assertThat(ann.profile().getString("avatar")).isNotEqualTo(first);
    }

    @Test
    @DisplayName("A picture that is still being read when Save is clicked is saved, too")
    void still_reading() throws IOException {
        browser.run("const read = window.createImageBitmap; window.createImageBitmap = async (file) => {"
                + " await new Promise((resolve) => { window.finish = resolve; }); return read(file); }");
        page.find("#avatar").sendKeys(photo("photo.jpg"));
        browser.until(() -> Optional.of(browser.run("return !!window.finish")).filter(Boolean.TRUE::equals));
        page.save();
        browser.run("window.finish()");
        page.saying(".good");

        assertThat(ann.profile().isNull("avatar")).isFalse();
    }

    @Test
    @DisplayName("What is typed while the page finds out about another change stays, too")
    void typed_in_a_conflict() {
        ann.form("PUT", Map.of("location", "theirs")).user();
        page.type("bio", "mine");
        hold();
        page.find("#bio").sendKeys(", and more");
        letGo();
        page.saying(".good");

        assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        assertThat(values("bio", "location")).containsExactly("mine, and more", "theirs");
    }

    @Test
    @ContractSection(6)
    @DisplayName("A change that another program is always faster than is repeated once, and what was typed stays")
    void always_faster() {
        page.type("bio", "mine");
        browser.run(ALWAYS_FASTER.formatted(portrait.base().resolve(ann.path()).getPath(), ann.token()));
        page.save();

        assertThat(browser.text(page.saying("#outcome.error")))
                .startsWith("Not saved: the profile was changed again while you were saving.");
        assertThat(browser.run("return window.sent")).isEqualTo(2L);
        assertThat(values("bio")).containsExactly("mine");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("always-faster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "02311990"})
    @DisplayName("Half a date, or one that does not exist, is wrong at its field, and nothing is sent")
    void no_date(String keys) {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.keepBodies();
        page.type("bio", "not to be saved");
        page.find("#date_of_birth").clear();
        page.find("#date_of_birth").sendKeys(keys);
        page.save();

        assertThat(browser.text(page.saying("#error-date_of_birth")))
                .isEqualTo("This date is incomplete or does not exist.");
        assertThat(browser.text(page.find("#outcome"))).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(page.focused()).isEqualTo("date_of_birth");
        assertThat(browser.run("return window.bodies")).isEqualTo(List.of());
        assertThat(browser.barriers()).isEmpty();
        browser.keep("no-date");
    }

    @Test
    @DisplayName("A date of which one part was deleted is wrong, and asked about before it is lost")
    void deleted_part() {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.find("#date_of_birth").sendKeys(Keys.DELETE);
        assertThat(browser.run(ProfilePageIT.LEAVES)).isEqualTo(false);
        page.save();
        page.saying("#error-date_of_birth");
        assertThat(ann.profile().getString("date_of_birth")).isEqualTo("1990-02-03");

        page.find("#discard").click();
        assertThat(values("date_of_birth")).containsExactly("1990-02-03");
        assertThat(browser.text(page.find("#error-date_of_birth"))).isEmpty();
        assertThat(browser.run(ProfilePageIT.LEAVES)).isEqualTo(true);
    }

    @Test
    @DisplayName("Discarding takes back what was typed of an empty date")
    void discarded_part() {
        page.find("#date_of_birth").sendKeys("02");
        page.find("#discard").click();

        assertThat(browser.run(ProfilePageIT.LEAVES)).isEqualTo(true);
        page.type("bio", "new");
        page.saveWell();
    }

    @Test
    @DisplayName("An empty date clears the field")
    void empty_date() {
        ann.form("PUT", Map.of("date_of_birth", "1990-02-03")).user();
        page.signIn(ann);
        page.find("#date_of_birth").clear();
        page.saveWell();

        assertThat(ann.profile().isNull("date_of_birth")).isTrue();
    }

    @Test
    @DisplayName("The focus stays on the button after Save by keys")
    void focus() {
        page.type("bio", "by keys");
        page.tabTo("save");
        page.press(Keys.ENTER);
        page.saying(".good");

        assertThat(page.focused()).isEqualTo("save");
    }

    @Test
    @DisplayName("The focus stays in the field after Save by Enter")
    void focus_in_field() {
        page.find("#location").sendKeys("Milan", Keys.ENTER);
        page.saying(".good");

        assertThat(page.focused()).isEqualTo("location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save", "reload", "cancel", "escape"})
    @DisplayName("The focus returns to the button after the choice between two versions")
    void focus_after_conflict(String answer) {
        ann.form("PUT", Map.of("bio", "theirs")).user();
        page.type("bio", "mine");
        page.tabTo("save");
        page.press(Keys.ENTER);
        page.visible("dialog");
        if (answer.equals("escape")) {
            page.press(Keys.ESCAPE);
        } else {
            page.find("dialog button[value=" + answer + "]").sendKeys(Keys.ENTER);
        }
        browser.until(() -> Optional.of(page.find("#save"))
                .filter(it -> page.findAll("dialog").isEmpty())
                .filter(it -> "false".equals(it.getDomAttribute("aria-disabled"))));

        assertThat(page.focused()).isEqualTo("save");
    }

    @Test
    @DisplayName("The focus goes to the picture where the slider that had it goes away")
    void focus_of_a_slider() throws IOException {
        choose("avatar");
        page.tabTo("zoom-avatar");
        page.press(Keys.ENTER);
        page.saying(".good");

        assertThat(page.focused()).isEqualTo("avatar");
    }

    @Test
    @DisplayName("A second click on Save, and Discard, wait for the first save to end")
    void twice() {
        page.type("bio", "once");
        hold();
        page.save();
        page.find("#discard").click();
        assertThat(browser.run("return window.held.length")).isEqualTo(1L);
        assertThat(values("bio")).containsExactly("once");
        browser.keep("saving");
        letGo();

        page.saying(".good");
        assertThat(ann.profile().getString("bio")).isEqualTo("once");
    }

    /** Clicks Save, and keeps back what it sends. */
    private void hold() {
        browser.run(HOLD);
        page.save();
        browser.until(
                () -> Optional.of(browser.run("return window.held.length")).filter(Long.valueOf(1)::equals));
    }

    private void letGo() {
        browser.run(LET_GO);
    }

    private void choose(String field) throws IOException {
        page.find("#" + field).sendKeys(photo("photo.jpg"));
        page.visible("canvas." + field + "-frame");
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

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
@ContractSection(12)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On the administrators' page, in Chromium,")
class AdminActionsIT {

    private final Portrait portrait;

    @TempDir
    private Path folder;

    private Browser browser;
    private AdminPage page;
    private Person ann;
    private String mark;
    private String name;

    AdminActionsIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = AdminPage.of(browser, portrait);
        page.size(1280, 900);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @BeforeEach
    void addAnn() {
        mark = "m" + UUID.randomUUID().toString().substring(0, 8);
        name = "Ann " + mark;
        ann = portrait.person();
        ann.put(new Multipart()
                        .text("real_name", name)
                        .text("bio", "rude")
                        .file("avatar", Photos.jpeg(30, 20))
                        .file("cover", Photos.jpeg(60, 20)))
                .user();
    }

    @ParameterizedTest
    @ValueSource(strings = {"avatar", "cover"})
    @DisplayName("a picture is removed after a question, and is 404 at once")
    void removes_a_picture(String kind) {
        String picture = ann.profile().getString(kind);
        page.openUser(ann);
        assertThat(page.ask("#action-remove-" + kind)).contains(name, "at once, for good");
        page.confirm();

        assertThat(ann.profile().get(kind)).isEqualTo(JsonValue.NULL);
        portrait.get(picture).refused(404, "not_found");
        assertThat(browser.findAll("#action-remove-" + kind)).isEmpty();
        assertThat(page.focusedId()).isEqualTo("detail-heading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"avatar", "cover"})
    @DisplayName("a picture is set after a preview")
    void sets_a_picture(String kind) throws IOException {
        String before = ann.profile().getString(kind);
        page.openUser(ann);
        browser.find("#set-" + kind)
                .sendKeys(Files.write(folder.resolve("photo.jpg"), Photos.photo())
                        .toAbsolutePath()
                        .toString());
        browser.awaitVisible("dialog canvas");
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(page.confirm()).contains(name, "has a new");

        assertThat(ann.profile().getString(kind)).isNotEqualTo(before);
        assertThat(portrait.get(ann.profile().getString(kind)).status()).isEqualTo(200);
        assertThat(browser.find(".head ." + (kind.equals("avatar") ? "portrait" : kind))
                        .getDomProperty("src"))
                .isEqualTo(ann.profile().getString(kind));
    }

    @Test
    @DisplayName("a file that is no picture is refused in words")
    void refuses_what_is_no_picture() throws IOException {
        page.openUser(ann);
        String before = ann.profile().getString("avatar");
        browser.find("#set-avatar")
                .sendKeys(Files.writeString(folder.resolve("no-picture.jpg"), "no picture")
                        .toAbsolutePath()
                        .toString());
        browser.awaitVisible("dialog");
        assertThat(page.confirm()).startsWith("Picture: ").contains("JPEG, PNG, GIF");

        assertThat(ann.profile().getString("avatar")).isEqualTo(before);
    }

    @Test
    @DisplayName("the whole collection of pictures is deleted after a question, which Enter does not confirm")
    void deletes_the_collection() {
        ann.put(new Multipart().file("avatar", Photos.jpeg(20, 30))).user();
        page.openUser(ann);
        page.ask("#action-delete-avatars");
        page.press(Keys.ENTER);
        browser.until(() -> Optional.of(browser.findAll("dialog")).filter(List::isEmpty));
        assertThat(page.focusedId()).isEqualTo("action-delete-avatars");
        assertThat(ann.profile().get("avatar")).isNotEqualTo(JsonValue.NULL);
        page.ask("#action-delete-avatars");
        assertThat(page.confirm()).isEqualTo("All pictures of " + name + " were deleted.");

        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(portrait.get("api/v2/user/avatar/", ann.token()).user().getInt("count"))
                .isZero();
    }

    @Test
    @DisplayName("single texts are cleared after a question that shows them")
    void clears_a_text() {
        page.openUser(ann);
        assertThat(page.ask("#clear-bio")).contains("About", name, "rude");
        assertThat(page.confirm()).isEqualTo("“About” of " + name + " was cleared.");

        assertThat(ann.profile().getString("bio")).isEmpty();
        assertThat(ann.profile().getString("real_name")).isEqualTo(name);
        assertThat(browser.findAll("#clear-bio")).isEmpty();
    }

    @Test
    @DisplayName("a user is blocked and unblocked, and Escape changes nothing")
    void blocks_and_unblocks() {
        page.openUser(ann);
        page.ask("#action-block");
        page.press(Keys.ESCAPE);
        assertThat(page.focusedId()).isEqualTo("action-block");
        assertThat(ann.profile().getString("status")).isEqualTo("a");
        page.ask("#action-block");
        assertThat(page.confirm()).isEqualTo(name + " is blocked.");
        assertThat(ann.profile().getString("status")).isEqualTo("b");
        assertThat(browser.text(browser.find(".detail h2"))).contains("Blocked");

        assertThat(page.ask("#action-unblock")).contains(name);
        browser.find("dialog button[value=yes]").click();
        browser.awaitVisible("#action-block");
        assertThat(ann.profile().getString("status")).isEqualTo("a");
    }

    @Test
    @DisplayName("managed fields are saved after a question that lists the changes; integers keep all digits")
    void saves_managed_fields() {
        page.openUser(ann);
        page.type("#edit-username", "user-" + mark);
        page.type("#edit-email", mark + "@example.org");
        page.type("#edit-ext_id", "17123456789" + (10_000_000 + (mark.hashCode() & 0xFFFFFF)));
        browser.find("#edit-email_isvalid").click();
        page.type("#edit-tags", "Käse");
        page.press(Keys.ENTER);
        String question = page.ask("#save");
        assertThat(question).contains("Username", "after: user-" + mark, "E-mail", "after: Yes", "Käse");
        assertThat(question).doesNotContain("Reputation");
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(page.confirm()).isEqualTo("The managed fields of " + name + " were saved.");

        JsonObject saved = ann.profile();
        assertThat(saved.getString("username")).isEqualTo("user-" + mark);
        assertThat(saved.getString("email")).isEqualTo(mark + "@example.org");
        assertThat(saved.getBoolean("email_isvalid")).isTrue();
        assertThat(saved.getJsonArray("tags")).hasToString("[{\"name\":\"Käse\"}]");
        assertThat(browser.find("#edit-ext_id").getDomProperty("value"))
                .isEqualTo(saved.get("ext_id").toString())
                .hasSize(19);
    }

    @Test
    @DisplayName("an invalid field is named, keeps what was typed, and survives another action")
    void keeps_what_was_typed() {
        page.openUser(ann);
        page.type("#edit-username", "a b");
        page.type("#edit-reputation", "7");
        page.ask("#save");
        assertThat(page.confirm()).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(page.focusedId()).isEqualTo("edit-username");
        assertThat(browser.text(browser.find("#error-edit-username"))).isNotEmpty();
        assertThat(ann.profile().getInt("reputation")).isZero();
        page.ask("#action-remove-cover");
        browser.find("dialog button[value=yes]").click();
        browser.awaitVisible("#outcome.good");

        assertThat(browser.find("#edit-reputation").getDomProperty("value")).isEqualTo("7");
        browser.find(".back").click();
        assertThat(browser.text(browser.awaitVisible("dialog"))).contains("not saved");
        browser.find("dialog button[value=stay]").click();
        assertThat(page.query()).contains("user=" + ann.id());
        browser.find(".back").click();
        browser.awaitVisible("dialog button[value=discard]").click();
        browser.until(() -> Optional.of(browser.findAll(".detail")).filter(List::isEmpty));
    }

    @Test
    @DisplayName("a concurrent change is kept, and the page shows it")
    void refuses_a_change_of_another_version() {
        page.openUser(ann);
        ann.form("PATCH", Map.of("bio", "ruder")).user();
        page.ask("#clear-bio");
        assertThat(page.confirm()).contains("Nothing was changed");

        assertThat(ann.profile().getString("bio")).isEqualTo("ruder");
        assertThat(browser.text(browser.find(".texts"))).contains("ruder");
    }

    @Test
    @DisplayName("a user is deleted with a receipt, found again, and restored without pictures")
    void deletes_and_restores() {
        page.open("?search=" + mark);
        browser.awaitVisible("[data-user]").click();
        assertThat(page.ask("#action-delete")).contains(name, "can restore");
        assertThat(page.confirm()).isEqualTo(name + " was deleted.");
        assertThat(browser.text(browser.find(".receipt"))).contains(Long.toString(ann.id()), "Deleted");
        assertThat(page.focusedId()).isEqualTo("receipt-heading");
        assertThat(page.read(ann).orElseThrow().getString("status")).isEqualTo("d");
        assertThat(browser.text(browser.awaitVisible(".row-item .badge"))).isEqualTo("Deleted");
        assertThat(browser.accessibilityViolations()).isEmpty();

        page.openUser(ann);
        assertThat(browser.text(browser.find(".detail"))).contains(name, "This profile was deleted");
        assertThat(page.ask("#action-restore")).contains(name);
        assertThat(page.confirm()).isEqualTo(name + " is back.");
        assertThat(ann.profile().getString("bio")).isEqualTo("rude");
        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
    }

    @Test
    @DisplayName("a user is erased for good, with a receipt that names no person")
    void erases() {
        page.openUser(ann);
        assertThat(page.ask("#action-erase")).contains(name, "Nobody can undo this");
        page.confirm();

        String receipt = browser.text(browser.find(".detail"));
        assertThat(receipt)
                .contains("Person " + ann.id(), "Erased", "About", "Deleted pictures2")
                .doesNotContain(mark);
        browser.saveScreenshot("admin-receipt");
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(page.read(ann)).isEmpty();
        assertThat(portrait.get(ann.path(), page.token()).status()).isEqualTo(404);
        page.open("?user=" + ann.id());
        browser.until(() -> Optional.of(browser.text(browser.find(".detail")))
                .filter(text -> text.contains("There is no profile with the ID " + ann.id())));
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    @DisplayName("every action is open to the keyboard alone")
    void works_by_keyboard() {
        page.open("");
        page.tabTo("#search");
        page.press(mark);
        page.awaitNames(name);
        page.tabTo("[data-user]");
        page.press(Keys.ENTER);
        browser.awaitVisible("#action-block");
        page.tabTo("#action-block");
        page.press(Keys.SPACE);
        browser.awaitVisible("dialog");
        page.press(Keys.ENTER);
        page.awaitOutcome();

        assertThat(page.focusedId()).isEqualTo("detail-heading");
        assertThat(ann.profile().getString("status")).isEqualTo("b");
        page.tabTo("#action-unblock");
    }

    @Test
    @DisplayName("a token that expires costs nothing that was typed")
    void keeps_what_was_typed_when_the_token_expires() {
        page.openUser(ann);
        page.type("#edit-reputation", "7");
        browser.run("const real = window.fetch; window.fetch = (url, options) => real(url, { ...options, headers:"
                + " { ...options?.headers, Authorization: 'Bearer x.y.z' } }); window.real = real");
        page.ask("#save");
        assertThat(page.confirm()).isEqualTo("Your sign-in has expired. Please sign in again.");
        browser.awaitVisible("#signed-out");
        browser.run("window.fetch = window.real");
        page.signIn(page.token());
        browser.until(() -> Optional.of(browser.find("#signed-out")).filter(panel -> !panel.isDisplayed()));
        page.ask("#save");
        assertThat(page.confirm()).contains("were saved");

        assertThat(ann.profile().getInt("reputation")).isEqualTo(7);
    }
}

package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
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
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Editing a profile on demand, in Chromium")
class ProfileEditIT {

    private static final String VISIBILITY = "api/v2/user/me/visibility/";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;
    private Person ann;

    ProfileEditIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @BeforeEach
    void newPerson() {
        ann = portrait.person();
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    private void edit() {
        page.embed(ann, ann.token());
        page.edit();
    }

    @Test
    @DisplayName("The form opens by a button, and closes when everything is saved")
    void opens_and_closes() {
        page.embed(ann, ann.token());
        browser.run(
                "window.saved = []; document.addEventListener('portrait-saved', ({ detail }) => window.saved.push(detail))");
        assertThat(page.findAll("form")).isEmpty();
        page.edit();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("form");

        page.type("bio", "Bridges and trains.");
        page.saveSuccessfully();

        assertThat(page.findAll("form")).isEmpty();
        assertThat(browser.text(page.find(".announcement"))).isEqualTo("Saved.");
        assertThat(browser.text(page.find(".bio"))).isEqualTo("Bridges and trains.");
        assertThat(page.focusedId()).isEqualTo("edit");
        assertThat(ann.profile().getString("bio")).isEqualTo("Bridges and trains.");
        assertThat(browser.run("return window.saved"))
                .isEqualTo(List.of(Map.of("id", ann.id(), "fields", List.of("bio"))));
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    @DisplayName("Cancel asks before it discards what was typed")
    void asks_before_it_discards() {
        edit();
        page.find("#discard").click();
        page.awaitVisible("article");

        page.edit();
        page.type("bio", "typed");
        page.find("#discard").click();
        page.awaitVisible("dialog");
        page.find("dialog button[value=keep]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));
        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("typed");

        page.find("#discard").click();
        page.awaitVisible("dialog");
        page.find("dialog button[value=discard]").click();
        page.awaitVisible("article");
        assertThat(browser.run(ProfilePageIT.DISPATCH_BEFORE_UNLOAD)).isEqualTo(true);
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @ContractSection(11)
    @DisplayName("Owners choose who sees a field; what the site does not allow cannot be chosen")
    void chooses_who_sees_a_field() {
        edit();
        Select bio = new Select(page.find("#audience-bio"));
        assertThat(bio.getFirstSelectedOption().getText()).isEqualTo("Everyone");
        bio.selectByValue("owner");
        assertThat(browser.run(ProfilePageIT.DISPATCH_BEFORE_UNLOAD)).isEqualTo(false);
        page.type("bio", "for me");
        page.saveSuccessfully();
        assertThat(visibility().getString("bio")).isEqualTo("owner");
        assertThat(portrait.get(ann.path()).user().getString("bio")).isEmpty();

        page.edit();
        new Select(page.find("#audience-bio")).selectByValue("public");
        page.saveSuccessfully();
        assertThat(visibility().getString("bio")).isEqualTo("public");
        assertThat(portrait.get(ann.path()).user().getString("bio")).isEqualTo("for me");

        page.edit();
        assertThat(page.findAll("#audience-date_of_birth option:disabled"))
                .hasSize(birthDateFloor().equals("owner") ? 2 : 0);
    }

    private JsonObject visibility() {
        return portrait.get(VISIBILITY, ann.token()).user();
    }

    private String birthDateFloor() {
        return visibility().getJsonObject("floor").getString("date_of_birth");
    }

    @Test
    @DisplayName("An earlier picture can be shown again or deleted")
    void manages_earlier_pictures() {
        String first = post(Photos.jpeg(300, 300));
        post(Photos.jpeg(200, 200));
        post(Photos.jpeg(100, 100));
        ann.put(new Multipart().file("avatar", Photos.jpeg(400, 400))).user();
        edit();
        page.type("bio", "typed");
        page.openPicture("avatar");
        browser.until(() -> Optional.of(page.findAll(".thumbnail")).filter(all -> all.size() == 4));
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("earlier-pictures");

        page.findAll(".thumbnail").get(3).sendKeys(Keys.ENTER);
        awaitState("Your profile shows this picture now.");
        assertThat(ann.profile().getString("avatar")).isEqualTo(first);
        assertThat(page.find(".face img").getDomProperty("src")).isEqualTo(first);
        assertThat(browser.run("return " + ProfilePage.SHADOW + ".activeElement.className"))
                .isEqualTo("thumbnail");

        page.findAll(".pictures .small").get(1).click();
        page.awaitVisible("dialog");
        page.find("dialog button[value=delete]").click();
        awaitState("The picture was deleted.");
        assertThat(avatars()).hasSize(3);
        assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("typed");
        page.saveSuccessfully();
        assertThat(ann.profile().getString("bio")).isEqualTo("typed");
        assertThat(ann.profile().getString("avatar")).isEqualTo(first);
    }

    private String post(byte[] picture) {
        Multipart body = new Multipart().file("avatar", picture);
        return portrait.send("POST", "api/v2/user/avatar/", ann.token(), body.contentType(), body.body())
                .json()
                .asJsonObject()
                .getString("avatar");
    }

    private JsonArray avatars() {
        return portrait.get("api/v2/user/avatar/", ann.token()).user().getJsonArray("results");
    }

    private void awaitState(String text) {
        browser.until(() -> page.findAll(".collection [role=status]").stream()
                .filter(state -> browser.text(state).equals(text))
                .findFirst());
    }

    @Test
    @DisplayName("https:// is completed, and the browser's position becomes coordinates")
    void completes_input() {
        browser.sendDevToolsCommand("Browser.grantPermissions", Map.of("permissions", List.of("geolocation")));
        browser.sendDevToolsCommand(
                "Emulation.setGeolocationOverride", Map.of("latitude", 45.46421, "longitude", -9.19, "accuracy", 1));
        edit();
        page.find("#website").sendKeys("ann.example/pictures", Keys.TAB);
        assertThat(page.find("#website").getDomProperty("value")).isEqualTo("https://ann.example/pictures");
        page.type("website", "ftp:ann.example");
        page.press(Keys.TAB);
        assertThat(page.find("#website").getDomProperty("value")).isEqualTo("ftp:ann.example");
        page.type("website", "ann.example");
        page.click("#locate-position_lat_lng");
        browser.until(() -> Optional.of(page.find("#position_lat_lng").getDomProperty("value"))
                .filter("45.4642,-9.1900"::equals));
        page.saveSuccessfully();

        assertThat(ann.profile().getString("website")).isEqualTo("https://ann.example");
        assertThat(ann.profile().getString("position_lat_lng")).isEqualTo("45.4642,-9.1900");
    }

    @Test
    @DisplayName("Users download their data and delete their profile, after a question that says what stays")
    void exports_and_deletes() {
        edit();
        browser.run("const make = URL.createObjectURL;"
                + "URL.createObjectURL = (blob) => { window.blob = blob; return make(blob); }");
        page.click("#download");
        browser.until(() -> page.findAll("section [role=status]").stream()
                .filter(state -> browser.text(state).equals("Your data was downloaded."))
                .findFirst());
        assertThat(browser.run("return window.blob.slice(0, 2).text()")).isEqualTo("PK");

        page.click("#delete");
        page.awaitVisible("dialog");
        assertThat(browser.text(page.find("dialog"))).contains("Your username stays taken.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("delete");
        page.find("dialog button[value=cancel]").click();
        browser.until(() -> Optional.of(page.findAll("dialog")).filter(List::isEmpty));
        assertThat(portrait.get(ann.path()).status()).isEqualTo(200);

        page.click("#delete");
        page.awaitVisible("dialog");
        page.find("dialog button[value=delete]").click();
        assertThat(browser.text(page.awaitText(".announcement"))).isEqualTo("Your profile was deleted.");
        assertThat(page.findAll("form, article")).isEmpty();
        assertThat(portrait.get(ann.path()).status()).isEqualTo(404);
    }

    @Test
    @ContractSection(11)
    @DisplayName("A level that the server refuses is an error at its field, and nothing is saved")
    void shows_a_refused_level() {
        edit();
        browser.run(ProfilePage.SHADOW + ".querySelector('#audience-bio option').value = 'nobody'");
        new Select(page.find("#audience-bio")).selectByIndex(1);
        new Select(page.find("#audience-bio")).selectByIndex(0);
        page.type("bio", "not to be saved");
        page.save();

        page.awaitText("#error-bio");
        assertThat(ann.profile().getString("bio")).isEmpty();
        assertThat(new String(portrait.get(VISIBILITY, ann.token()).bytes(), UTF_8))
                .doesNotContain("nobody");
    }
}

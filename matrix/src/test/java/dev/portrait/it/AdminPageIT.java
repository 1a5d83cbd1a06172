package dev.portrait.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

@Tag("chromium")
@BlackBox
@ContractSection(12)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The administrators' page, in Chromium,")
class AdminPageIT {

    private final Portrait portrait;
    private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;
    private AdminPage page;
    private Person ann;
    private Person bob;

    AdminPageIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = AdminPage.of(browser, portrait);
        ann = person("Ann " + mark);
        bob = person("Bob " + mark);
        page.setStatus(bob, "b");
    }

    @BeforeEach
    void desktop() {
        page.size(1280, 900);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @DisplayName("finds people as one types, and keeps the address in step")
    void searches_as_one_types() {
        page.open("");
        page.type("#search", mark);
        browser.until(() -> Optional.of(page.query()).filter(("?search=" + mark)::equals));
        page.awaitNames("Ann " + mark, "Bob " + mark);
        assertThat(browser.text(browser.find(".count"))).isEqualTo("2 people");

        page.type("#search", "nobody-" + mark);
        browser.awaitVisible(".nobody");
        assertThat(page.names()).isEmpty();
        browser.find("#clear-filters").click();
        browser.until(() -> Optional.of(page.names()).filter(names -> names.size() > 1));
        assertThat(page.query()).isEmpty();
        assertThat(page.focusedId()).isEqualTo("search");
    }

    @Test
    @DisplayName("shows what was typed last, even if an earlier search is answered later")
    void shows_the_newest_search() {
        page.open("");
        browser.run("const real = window.fetch; window.fetch = async (url, options) => {"
                + " if (!String(url).includes('search=Ann')) return real(url, options);"
                + " const answer = await real(url, { ...options, signal: null });"
                + " await new Promise((resolve) => (window.release = resolve)); return answer; }");
        page.type("#search", "Ann-" + mark);
        browser.until(
                () -> Optional.of(browser.run("return typeof window.release")).filter("function"::equals));
        page.type("#search", "Bob-" + mark);
        page.awaitNames("Bob " + mark);

        browser.run("window.release()");
        browser.run("return fetch('../server.html').then((answer) => answer.text())");

        assertThat(page.names()).containsExactly("Bob " + mark);
    }

    @Test
    @DisplayName("filters by status, and goes back step by step")
    void filters_and_goes_back() {
        page.open("?search=" + mark);
        page.awaitNames("Ann " + mark, "Bob " + mark);
        browser.find("#filter-status option[value=b]").click();
        page.awaitNames("Bob " + mark);
        assertThat(page.query()).isEqualTo("?search=" + mark + "&status=b");
        browser.find("[data-user]").click();
        browser.awaitVisible("#action-unblock");
        assertThat(page.query()).isEqualTo("?search=" + mark + "&status=b&user=" + bob.id());
        assertThat(page.focusedId()).isEqualTo("detail-heading");
        assertThat(browser.driver().getTitle()).startsWith("Bob " + mark);

        browser.driver().navigate().back();
        browser.until(() -> Optional.of(browser.findAll(".detail")).filter(List::isEmpty));
        assertThat(browser.run("return document.activeElement.dataset.user")).isEqualTo(Long.toString(bob.id()));
        browser.driver().navigate().back();

        page.awaitNames("Ann " + mark, "Bob " + mark);
        assertThat(browser.find("#filter-status").getDomProperty("value")).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("Administration – Portrait");
    }

    @Test
    @DisplayName("shows the newest pictures first, which the keyboard alone removes one after the other")
    void removes_the_newest_pictures() {
        String other = "n" + mark;
        Person cid = person("Cid " + other);
        Person dora = person("Dora " + other);
        String picture = dora.profile().getString("avatar");
        page.open("?search=" + other);
        page.awaitNames("Cid " + other, "Dora " + other);
        page.tabTo(".tabs a:not([aria-current])");
        page.press(Keys.ENTER);
        page.awaitNames("Dora " + other, "Cid " + other);

        page.tabTo(".tile button");
        page.press(Keys.ENTER);
        assertThat(browser.text(browser.awaitVisible("dialog"))).contains("Dora " + other, "deleted at once");
        page.press(Keys.ENTER);

        assertThat(page.awaitOutcome()).isEqualTo("The picture of Dora " + other + " was removed.");
        assertThat(dora.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        portrait.get(picture).refused(404, "not_found");
        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
                .asString()
                .contains("Cid " + other);
        page.press(Keys.ENTER);
        browser.awaitVisible("dialog");
        page.press(Keys.ESCAPE);
        assertThat(cid.profile().get("avatar")).isNotEqualTo(JsonValue.NULL);
    }

    @Test
    @DisplayName("does not remove a picture that was replaced since the list was read")
    void keeps_a_picture_that_nobody_has_seen() {
        Person eve = person("Eve x" + mark);
        page.open("?ordering=avatar_date&search=x" + mark);
        String newer = eve.put(new Multipart().file("avatar", Photos.jpeg(30, 20)))
                .user()
                .getString("avatar");

        page.ask(".tile button");
        assertThat(page.confirm()).contains("Nothing was changed");

        assertThat(eve.profile().getString("avatar")).isEqualTo(newer);
    }

    @Test
    @DisplayName("pages through the list")
    void pages() {
        String other = "p" + mark;
        for (int i = 0; i < 26; i++) {
            String body = "{\"username\":\"%s-%02d\"}".formatted(other, i);
            assertThat(portrait.send("POST", "api/v2/user/", page.token(), "application/json", body.getBytes(US_ASCII))
                            .status())
                    .isEqualTo(201);
        }
        page.open("?search=" + other);
        browser.until(() -> Optional.of(page.names()).filter(names -> names.size() == 25));
        browser.find(".pages [rel=next]").click();
        page.awaitNames(other + "-25");
        assertThat(browser.text(browser.find(".pages span"))).isEqualTo("26–26 of 26");
        assertThat(page.query()).contains("offset=25");
        browser.find(".pages [rel=previous]").click();
        browser.until(() -> Optional.of(page.names()).filter(names -> names.size() == 25));
    }

    @Test
    @DisplayName("creates people, and says at each field what is wrong")
    void creates_people() {
        String name = "Zoë y" + mark;
        page.open("");
        browser.find("#new-person").click();
        page.type("#edit-real_name", name);
        page.type("#edit-username", "Ann-" + mark);
        page.type("#edit-ext_id", "x");
        browser.find("#create button").click();
        assertThat(page.awaitOutcome()).isEqualTo("Not saved: 1 field needs attention.");
        assertThat(page.focusedId()).isEqualTo("edit-ext_id");
        page.type("#edit-ext_id", "");
        browser.find("#create button").click();
        browser.awaitVisible("#edit-username[aria-invalid=true]");
        assertThat(browser.text(browser.find("#error-edit-username"))).isEqualTo("This username is taken.");
        page.type("#edit-username", "");
        page.type("#edit-email", "zoe-" + mark + "@example.org");
        browser.find("#create button").click();
        browser.awaitVisible("#action-block");

        assertThat(page.awaitOutcome()).isEqualTo(name + " was created.");
        assertThat(page.query()).matches("\\?user=\\d+");
        JsonObject created = portrait.get("api/v2/user/?search=y" + mark, page.token())
                .user()
                .getJsonArray("results")
                .getJsonObject(0);
        assertThat(created.getString("username")).isEqualTo("zoe-" + mark);
        assertThat(created.getString("email")).isEqualTo("zoe-" + mark + "@example.org");
    }

    @Test
    @DisplayName("says in one sentence that it needs the role, shows nobody, and lets another token try")
    void refuses_without_the_role() {
        browser.open(portrait.base().resolve("admin/"));
        page.signIn(ann.token());
        browser.until(() -> Optional.of(browser.text(browser.find("#sign-in-state")))
                .filter(text -> text.contains("role “admin”")));
        assertThat(browser.findAll(".list")).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();

        browser.paste(browser.find("#token"), page.token());
        browser.find("#sign-in button").click();
        browser.awaitVisible(".list");
        assertThat(page.focusedId()).isEqualTo("list-heading");
        browser.find("#sign-out").click();
        browser.awaitVisible("#signed-out");
        assertThat(browser.findAll(".list")).isEmpty();
        assertThat(page.focusedId()).isEqualTo("sign-in-state");
    }

    @Test
    @DisplayName("preloads all of its modules, and links to the profile page of a user")
    void preloads_its_modules() {
        page.open("?search=" + mark + "&user=" + ann.id());
        browser.awaitVisible("#public-page");
        Object late = browser.run("const ready = [...document.querySelectorAll('link[rel=modulepreload], script')]"
                + ".map((element) => element.href || element.src);"
                + " return performance.getEntriesByType('resource').map((entry) => entry.name)"
                + ".filter((name) => name.endsWith('.js') && !ready.includes(name)).join()");

        assertThat(late).isEqualTo("");
        assertThat(browser.consoleWarnings()).isEmpty();
        assertThat(browser.findAll("#public-page, .outside").stream().map(link -> link.getDomProperty("href")))
                .hasSize(3)
                .contains(portrait.base().resolve("?user=" + ann.id()).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1280, ltr, light",
        "1280, ltr, dark",
        "1280, rtl, light",
        "390, ltr, light",
        "390, ltr, dark",
        "320, rtl, dark",
        "3840, ltr, light"
    })
    @DisplayName("fits every screen in all its views, and is accessible there")
    void fits_every_screen(int width, String direction, String scheme) {
        page.size(width, 900);
        browser.sendDevToolsCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        String look = width + "-" + direction + "-" + scheme;
        page.open("?search=" + mark);
        browser.run("document.documentElement.dir = '" + direction + "'");
        assertLooksGood("list-" + look, width);
        browser.find(".tabs a:not([aria-current])").click();
        browser.awaitVisible(".tile");
        assertLooksGood("pictures-" + look, width);
        browser.find("[data-user='" + ann.id() + "']").click();
        browser.awaitVisible("#action-erase");
        browser.find("#managed summary").click();
        assertLooksGood("person-" + look, width);
        page.ask("#action-erase");
        assertLooksGood("question-" + look, width);
        page.press(Keys.ESCAPE);
        browser.find(".back").click();
        browser.awaitVisible("#new-person").click();
        browser.awaitVisible("#create");
        assertLooksGood("create-" + look, width);
    }

    private void assertLooksGood(String state, int width) {
        // Not innerWidth: a mobile browser zooms out if the content is too wide, which enlarges innerWidth.
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as(state)
                .isLessThanOrEqualTo(width);
        assertThat(browser.accessibilityViolations()).as(state).isEmpty();
        browser.saveScreenshot("admin-" + state);
    }

    private Person person(String name) {
        Person person = portrait.person();
        person.put(new Multipart()
                        .text("real_name", name)
                        .text("username", name.replace(' ', '-'))
                        .text("description", "Product designer")
                        .text("bio", "Paints doors, and walks between lakes.\nמציירת דלתות")
                        .text("website", "https://ann.example/" + "path/".repeat(30))
                        .file("avatar", Photos.jpeg(Photos.landscape(600, 600)))
                        .file("cover", Photos.jpeg(Photos.landscape(1000, 250))))
                .user();
        return person;
    }
}

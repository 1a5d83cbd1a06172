package dev.portrait.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of administrators, operated as an administrator does. */
record AdminPage(Browser browser, Portrait portrait, String token) {

    private static final String NAMES = "[data-user]";
    private static final int MAX_TAB_STOPS = 60;

    /** Prepares the page for an administrator without a profile. */
    static AdminPage of(Browser browser, Portrait portrait) {
        String token = portrait.minter()
                .sign(TokenMinter.claims("admin-" + UUID.randomUUID(), Duration.ofHours(1))
                        .claim("groups", List.of("admin"))
                        .build());
        return new AdminPage(browser, portrait, token);
    }

    /** Opens an address of the page, given by its query, and signs in. */
    void open(String query) {
        browser.consoleWarnings();
        browser.open(portrait.base().resolve("admin/" + query));
        signIn(token);
        browser.awaitVisible(".count, .detail");
        browser.until(() -> Optional.of(browser.findAll("[aria-busy]")).filter(List::isEmpty));
    }

    void openUser(Person person) {
        open("?user=" + person.id());
        browser.awaitVisible("#public-page, #action-restore");
    }

    /** Signs in with a token, on the page that is open. */
    void signIn(String with) {
        WebElement summary = browser.awaitVisible("#signed-out summary");
        if (browser.findAll("#signed-out details[open]").isEmpty()) {
            summary.click();
        }
        browser.paste(browser.awaitVisible("#token"), with);
        browser.find("#sign-in button").click();
    }

    void size(int width, int height) {
        browser.sendDevToolsCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Types into a field, from the keyboard, in place of its content. */
    void type(String selector, String text) {
        WebElement input = browser.awaitVisible(selector);
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        input.sendKeys(text);
    }

    /** Returns the names in the list or the grid. */
    List<String> names() {
        return browser.findAll(NAMES).stream().map(browser::text).toList();
    }

    /** Waits until the list shows exactly these names. */
    void awaitNames(String... names) {
        browser.until(() -> Optional.of(names()).filter(List.of(names)::equals));
    }

    /** Clicks a button and returns the text of the question. */
    String ask(String button) {
        browser.awaitVisible(button).click();
        return browser.text(browser.awaitVisible("dialog"));
    }

    /** Answers the question with yes, and waits until the page says what happened. Returns what it says. */
    String confirm() {
        browser.awaitVisible("dialog button[value=yes]").click();
        return awaitOutcome();
    }

    /** Waits until the page says what happened, and returns it without the characters that isolate names. */
    String awaitOutcome() {
        return browser.text(browser.awaitVisible("#outcome.good, #outcome.bad")).replaceAll("[\u2068\u2069]", "");
    }

    String focusedId() {
        return String.valueOf(browser.run("return document.activeElement?.id"));
    }

    /** Presses Tab until the element has the focus. */
    void tabTo(String selector) {
        String isFocused = "return document.activeElement?.matches(" + quoted(selector) + ")";
        for (int stop = 0; stop < MAX_TAB_STOPS && !Boolean.TRUE.equals(browser.run(isFocused)); stop++) {
            press(Keys.TAB);
        }
        assertThat(browser.run(isFocused)).as(selector).isEqualTo(true);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    String query() {
        return String.valueOf(browser.run("return location.search"));
    }

    /** Sets the status of a user by the API. */
    void setStatus(Person person, String status) {
        String body = "status=" + status;
        portrait.send(
                        "PATCH",
                        person.path() + "status/",
                        token,
                        "application/x-www-form-urlencoded",
                        body.getBytes(US_ASCII))
                .user();
    }

    /** Reads a user again, as the list of the API has it, which contains deleted users. */
    Optional<JsonObject> read(Person person) {
        return portrait.get("api/v2/user/?id=" + person.id(), token).user().getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .findFirst();
    }
}

package dev.portrait.it;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The content of {@code <portrait-profile>} on any page, operated as a user does. */
record ProfilePage(Browser browser, Portrait portrait) {

    /** JavaScript expression for the shadow root of the element. */
    static final String SHADOW = "document.querySelector('portrait-profile').shadowRoot";

    private static final String PROFILE = "portrait-profile >>> ";
    private static final String RECORD_BODIES = "window.bodies = []; const send = XMLHttpRequest.prototype.send;"
            + " XMLHttpRequest.prototype.send = function (body) { window.bodies.push([...body]); send.call(this, body); }";
    private static final int MAX_TAB_STOPS = 60;

    void show(Person person) {
        browser.consoleWarnings();
        browser.open(portrait.base().resolve("?user=" + person.id()));
        browser.awaitVisible(PROFILE + "article");
    }

    /** Shows a profile in the element as a portal does, and waits for it. */
    void embed(Person person, String token) {
        embed(person, token, Map.of());
    }

    void embed(Person person, String token, Map<String, String> attributes) {
        browser.open(portrait.base());
        setUser(Long.toString(person.id()), token, attributes);
        browser.awaitVisible(PROFILE + "article");
    }

    void embed(String user, String token) {
        browser.open(portrait.base());
        setUser(user, token, Map.of());
        browser.awaitVisible(PROFILE + "article");
    }

    /** Sets the profile, the token and other attributes of the element on the page that is open. */
    void setUser(String user, String token, Map<String, String> attributes) {
        browser.run("const profile = document.querySelector('portrait-profile');"
                + "profile.tokenProvider = () => '" + token + "';"
                + attributes.entrySet().stream()
                        .map(attribute ->
                                "profile.setAttribute('" + attribute.getKey() + "', '" + attribute.getValue() + "');")
                        .collect(Collectors.joining())
                + "profile.setAttribute('user', '" + user + "');");
    }

    /** Signs in. The page then shows the form, as portals do with {@code mode="edit"}. */
    void signIn(Person person) {
        browser.open(portrait.base());
        signInHere(person);
    }

    /** Signs in on the page that is open. */
    void signInHere(Person person) {
        browser.run("document.querySelector('portrait-profile').setAttribute('mode', 'edit')");
        paste(person.token());
        browser.awaitVisible(PROFILE + "form");
    }

    /** Uses a token as developers do. */
    void paste(String token) {
        openDevelopersPart();
        browser.paste(browser.find("#token"), token);
        browser.find("#sign-in button").click();
    }

    void openDevelopersPart() {
        WebElement part = browser.find("#developers");
        if (part.getDomAttribute("open") == null) {
            part.findElement(By.cssSelector("summary")).click();
        }
    }

    WebElement find(String selector) {
        return browser.find(PROFILE + selector);
    }

    List<WebElement> findAll(String selector) {
        return browser.findAll(PROFILE + selector);
    }

    WebElement awaitVisible(String selector) {
        return browser.awaitVisible(PROFILE + selector);
    }

    /** Waits until a matching element has text. */
    WebElement awaitText(String selector) {
        return browser.until(() -> findAll(selector).stream()
                .filter(element -> !browser.text(element).isEmpty())
                .findFirst());
    }

    /** Opens the form from the profile. */
    void edit() {
        awaitVisible("#edit").click();
        awaitVisible("form");
    }

    /** Clicks an element that the save bar may cover: WebDriver scrolls it to the edge of the window only. */
    void click(String selector) {
        WebElement element = find(selector);
        browser.driver().executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
        element.click();
    }

    /** Opens the panel of a picture. */
    void openPicture(String field) {
        find("#change-" + field).click();
    }

    void type(String field, String text) {
        WebElement input = find("#" + field);
        input.clear();
        input.sendKeys(text);
    }

    void save() {
        find("#save").click();
    }

    /** Saves and waits until the page reports success. */
    void saveSuccessfully() {
        save();
        awaitText(".good");
    }

    /** Records all bodies sent from now on in {@code window.bodies}. */
    void recordBodies() {
        browser.run(RECORD_BODIES);
    }

    /** Returns the id of the focused element in the shadow root. */
    Object focusedId() {
        return focusedId(SHADOW);
    }

    private Object focusedId(String root) {
        return browser.run("return " + root + ".activeElement?.id");
    }

    /** Presses Tab until the element has the focus. */
    void tabTo(String id) {
        tabTo(id, SHADOW);
    }

    /** Presses Tab until the element has the focus, in the given root instead of the shadow root. */
    void tabTo(String id, String root) {
        for (int stop = 0; stop < MAX_TAB_STOPS && !id.equals(focusedId(root)); stop++) {
            press(Keys.TAB);
        }
        browser.until(() -> Optional.ofNullable(focusedId(root)).filter(id::equals));
    }

    void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}

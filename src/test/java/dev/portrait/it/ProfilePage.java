package dev.portrait.it;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of a profile, as people use it: what is inside {@code <portrait-profile>}, wherever that stands. */
record ProfilePage(Browser browser, Portrait portrait) {

    /** The root of what the element has inside, to a script. */
    static final String SHADOW = "document.querySelector('portrait-profile').shadowRoot";

    private static final String PROFILE = "portrait-profile >>> ";
    private static final String KEEP_BODIES = "window.bodies = []; const send = XMLHttpRequest.prototype.send;"
            + " XMLHttpRequest.prototype.send = function (body) { window.bodies.push([...body]); send.call(this, body); }";
    private static final int MOST_STOPS = 60;

    void show(Person person) {
        browser.complaints();
        browser.open(portrait.base().resolve("?user=" + person.id()));
        browser.visible(PROFILE + "article");
    }

    void signIn(Person person) {
        browser.open(portrait.base());
        signInHere(person);
    }

    void signInHere(Person person) {
        browser.find("#token").sendKeys(person.token());
        browser.find("#sign-in button").click();
        browser.visible(PROFILE + "form");
    }

    WebElement find(String selector) {
        return browser.find(PROFILE + selector);
    }

    List<WebElement> findAll(String selector) {
        return browser.findAll(PROFILE + selector);
    }

    WebElement visible(String selector) {
        return browser.visible(PROFILE + selector);
    }

    /** Waits until the element says something. */
    WebElement saying(String selector) {
        return browser.until(() -> findAll(selector).stream()
                .filter(element -> !browser.text(element).isEmpty())
                .findFirst());
    }

    void type(String field, String text) {
        WebElement input = find("#" + field);
        input.clear();
        input.sendKeys(text);
    }

    void save() {
        find("#save").click();
    }

    /** Saves, and waits until the server has taken it. */
    void saveWell() {
        save();
        saying(".good");
    }

    /** Keeps what is sent from now on as {@code window.bodies}. */
    void keepBodies() {
        browser.run(KEEP_BODIES);
    }

    /** The id of what has the focus inside. */
    Object focused() {
        return focused(SHADOW);
    }

    private Object focused(String root) {
        return browser.run("return " + root + ".activeElement?.id");
    }

    /** Goes on by the tabulator until that has the focus. */
    void tabTo(String id) {
        tabTo(id, SHADOW);
    }

    /** The same in the document, or another root. */
    void tabTo(String id, String root) {
        for (int stop = 0; stop < MOST_STOPS && !id.equals(focused(root)); stop++) {
            press(Keys.TAB);
        }
        browser.until(() -> Optional.ofNullable(focused(root)).filter(id::equals));
    }

    void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}

package dev.portrait.it;

import java.util.Set;
import java.util.TreeSet;
import org.openqa.selenium.WebElement;

/** The profile page with a sign-in at an OpenID provider, operated as a user does. */
record SignInPage(Browser browser, Portrait portrait) {

    private static final String REQUESTS_FOR_TOKENS =
            "return performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/token')).length";

    ProfilePage profile() {
        return new ProfilePage(browser, portrait);
    }

    /** Opens the page and waits until it knows whether somebody is signed in. */
    void open() {
        open("");
    }

    void open(String query) {
        browser.open(portrait.base().resolve("./" + query));
        awaitKnown();
    }

    private void awaitKnown() {
        browser.until(() -> browser.findAll("#enter, #leave").stream()
                .filter(WebElement::isDisplayed)
                .findFirst());
    }

    void clickSignIn() {
        browser.awaitVisible("#enter").click();
    }

    /** Signs in on Keycloak's page. */
    void enterPassword(String username, String password) {
        browser.awaitVisible("#username").sendKeys(username);
        browser.find("#password").sendKeys(password);
        browser.find("#kc-login").click();
    }

    void clickSignOut() {
        browser.awaitVisible("#leave").click();
    }

    String notice() {
        return browser.until(() -> browser.findAll("#notice").stream()
                .map(browser::text)
                .filter(text -> !text.isEmpty())
                .findFirst());
    }

    String name() {
        awaitKnown();
        return browser.text(browser.find("#name"));
    }

    /** Waits until the page has got tokens so many times. */
    void awaitTokens(long times) {
        Await.until(
                "the page has got tokens " + times + " times",
                () -> ((Number) browser.run(REQUESTS_FOR_TOKENS)).longValue() >= times);
    }

    /** Clicks "Sign in again" in the dialog, and goes to the popup. Returns what goes back to the page. */
    Runnable signInAgain() {
        String page = browser.driver().getWindowHandle();
        dialogButton(0).click();
        String popup = browser.until(() -> {
            Set<String> others = new TreeSet<>(browser.driver().getWindowHandles());
            others.remove(page);
            return others.stream().findFirst();
        });
        browser.driver().switchTo().window(popup);
        return () -> browser.driver().switchTo().window(page);
    }

    /** Waits for a button of the dialog that appears when the sign-in has expired. */
    WebElement dialogButton(int index) {
        return browser.until(() -> browser.findAll("body > div >>> dialog[open] button").stream()
                .skip(index)
                .findFirst());
    }
}

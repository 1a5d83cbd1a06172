package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("keycloak")
@ExtendWith(SharedKeycloak.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ContractSection({7, 13})
@DisplayName("Signing in on the page with Keycloak, in Chromium")
class KeycloakSignInIT {

    private static final int TOKEN_SECONDS = 18; // renewed after two thirds of them
    private static final String PASSWORD = UUID.randomUUID().toString();

    // Replaces the tokens that are known now by an invalid one, so that the server answers as if they had expired.
    private static final String EXPIRE = "const set = XMLHttpRequest.prototype.setRequestHeader; let first = true;"
            + " XMLHttpRequest.prototype.setRequestHeader = function (name, value) {"
            + " const expired = first && name === 'Authorization'; first = first && !expired;"
            + " set.call(this, name, expired ? 'Bearer x.y.z' : value); }";

    private KeycloakRealm realm;
    private OwnServer server;
    private Portrait portrait;
    private Browser browser;
    private SignInPage page;

    @BeforeAll
    void startServers(SharedKeycloak keycloak) throws IOException, InterruptedException {
        realm = keycloak.importRealm();
        JsonObject discovery = realm.discovery();
        server = OwnServer.start(
                ApplicationServer.named("payara-micro"),
                "/",
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "keycloak-page"),
                Map.of(
                        "mp.jwt.verify.publickey.location",
                        discovery.getString("jwks_uri"),
                        "mp.jwt.verify.issuer",
                        discovery.getString("issuer"),
                        "mp.jwt.verify.audiences",
                        "portrait",
                        "portrait.oidc.client-id",
                        "portrait"));
        portrait = server.portrait();
        realm.setSite(portrait.base());
        realm.setTokenLifetime(TOKEN_SECONDS);
        realm.addUser("ann", PASSWORD, "Ann", "Example");
    }

    @AfterAll
    void stopServers() throws IOException, InterruptedException {
        server.close();
        realm.remove();
    }

    @BeforeEach
    void startBrowser() {
        browser = Browser.start();
        page = new SignInPage(browser, portrait);
    }

    @AfterEach
    void stopBrowser() {
        browser.close();
    }

    @Test
    @DisplayName("A click signs in, a reload needs no click, and after a sign-out Keycloak asks for the password again")
    void signs_in_and_out() {
        page.open("?user=999999");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("signed-out");
        page.clickSignIn();
        page.enterPassword("ann", PASSWORD);
        assertThat(page.name()).isEqualTo("Ann Example");
        assertThat(browser.driver().getCurrentUrl())
                .isEqualTo(portrait.base().resolve("?user=999999").toString());

        page.open();
        assertThat(page.name()).isEqualTo("Ann Example");
        page.profile().awaitVisible("article");
        assertThat(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("signed-in");
        assertThat(browser.consoleWarnings()).noneMatch(line -> line.contains("connect-src"));

        page.clickSignOut();
        page.clickSignIn();
        browser.awaitVisible("#password");
    }

    @Test
    @DisplayName("A token of 18 seconds is renewed while the person types, and the text is saved")
    void renews_the_token_while_the_person_types() {
        signInAsAnn();
        page.profile().type("bio", "typed for a while");
        page.awaitTokens(2);

        page.profile().saveSuccessfully();
        page.open();
        page.profile().edit();
        assertThat(page.profile().find("#bio").getDomProperty("value")).isEqualTo("typed for a while");
    }

    @Test
    @DisplayName(
            "If Keycloak has ended the session meanwhile, the person signs in again in a popup, and the save goes on")
    void signs_in_again_in_a_popup() throws Exception {
        signInAsAnn();
        page.profile().type("bio", "typed before the session ended");
        realm.endSessions("ann");
        page.awaitTokens(2); // The second request is refused.
        browser.run(EXPIRE);
        page.profile().save();
        page.dialogButton(0);
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("sign-in-again");

        Runnable backToPage = page.signInAgain();
        page.enterPassword("ann", PASSWORD);
        backToPage.run();
        page.profile().awaitText(".good");
        assertThat(browser.driver().getWindowHandles()).hasSize(1);
        page.open();
        page.profile().edit();
        assertThat(page.profile().find("#bio").getDomProperty("value")).isEqualTo("typed before the session ended");
    }

    @Test
    @DisplayName("A person who does not sign in again keeps what they typed")
    void keeps_typed_text() throws Exception {
        signInAsAnn();
        page.profile().type("bio", "not lost");
        realm.endSessions("ann");
        page.awaitTokens(2);
        browser.run(EXPIRE);
        page.profile().save();
        page.dialogButton(1).click();

        assertThat(browser.text(page.profile().awaitText("#outcome.error"))).contains("What you typed is still here");
        assertThat(page.profile().find("#bio").getDomProperty("value")).isEqualTo("not lost");
    }

    @Test
    @DisplayName("A person without the role learns that it is missing")
    void says_that_the_role_is_missing() throws Exception {
        realm.addUser("bob", PASSWORD, "Bob", "Example");
        realm.removeAllRoles("bob");
        page.open();
        page.clickSignIn();
        page.enterPassword("bob", PASSWORD);

        assertThat(browser.text(page.profile().awaitText("[role=alert]")))
                .contains("Ask the administrator for the role");
        assertThat(page.profile().findAll("form")).isEmpty();
        browser.saveScreenshot("no-role");
    }

    @Test
    @DisplayName("A blocked person sees the profile, and why it cannot be changed")
    void shows_a_blocked_person_the_reason() throws Exception {
        realm.addUser("carla", PASSWORD, "Carla", "Example");
        realm.addUser("olga", PASSWORD, "Olga", "Example");
        realm.addRole("olga", "admin");
        KeycloakLogin login = new KeycloakLogin(realm.discovery(), portrait.base());
        String carla = portrait.get(
                        "api/v2/user/me/", login.signIn("carla", PASSWORD).access())
                .user()
                .get("id")
                .toString();
        portrait.send(
                        "PATCH",
                        "api/v2/user/" + carla + "/status/",
                        login.signIn("olga", PASSWORD).access(),
                        "application/json",
                        "{\"status\":\"b\"}".getBytes(UTF_8))
                .user();
        page.open();
        page.clickSignIn();
        page.enterPassword("carla", PASSWORD);

        assertThat(browser.text(page.profile().awaitText("[role=alert]"))).startsWith("Your account is blocked");
        assertThat(page.profile().findAll("article")).hasSize(1);
        assertThat(page.profile().findAll("form")).isEmpty();
    }

    private void signInAsAnn() {
        page.open();
        page.clickSignIn();
        page.enterPassword("ann", PASSWORD);
        page.profile().edit();
    }
}

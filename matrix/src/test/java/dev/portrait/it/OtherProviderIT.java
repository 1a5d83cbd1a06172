package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The provider is mock-oauth2-server, which signs people in without asking. The site has another context root. */
@Tag("own-server")
@Tag("chromium")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ContractSection(13)
@DisplayName("Signing in on the page with another OpenID provider, in Chromium")
class OtherProviderIT {

    private static final String REALM = "people";
    private static final String CLIENT = "pages";
    private static final String AUDIENCE = "portrait";

    private MockOAuth2Server provider;
    private OwnServer server;
    private Browser browser;
    private SignInPage page;

    @BeforeAll
    void startServers() throws IOException, InterruptedException {
        provider = new MockOAuth2Server();
        provider.start(InetAddress.getLoopbackAddress(), 0);
        server = OwnServer.start(
                ApplicationServer.named("payara-micro"),
                "/profiles",
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "other-provider"),
                Map.of(
                        "mp.jwt.verify.publickey.location",
                        provider.jwksUrl(REALM).toString(),
                        "mp.jwt.verify.issuer",
                        provider.issuerUrl(REALM).toString(),
                        "mp.jwt.verify.audiences",
                        AUDIENCE,
                        "portrait.oidc.client-id",
                        CLIENT));
    }

    @AfterAll
    void stopServers() throws IOException {
        server.close();
        provider.shutdown();
    }

    @BeforeEach
    void startBrowser() {
        browser = Browser.start();
        page = new SignInPage(browser, server.portrait());
    }

    @AfterEach
    void stopBrowser() {
        browser.close();
    }

    @Test
    @DisplayName("A person whom the provider knows edits the profile without a click, and can sign out")
    void signs_in_without_a_click() {
        issueNext("dora", AUDIENCE, 300);
        page.open();

        assertThat(page.name()).isEqualTo("Dora Example");
        page.profile().edit();
        page.profile().type("bio", "signed in elsewhere");
        page.profile().saveSuccessfully();
        assertThat(browser.consoleWarnings()).isEmpty();

        page.clickSignOut();
        assertThat(browser.awaitVisible("#enter").isDisplayed()).isTrue();
        assertThat(page.profile().findAll("form")).isEmpty();
    }

    @Test
    @DisplayName("The page says that the provider issues tokens for another audience")
    void names_another_audience() {
        issueNext("eva", "another", 300);
        page.open();

        assertThat(page.notice()).contains("for another audience");
        assertThat(page.profile().findAll("form")).isEmpty();
    }

    @Test
    @DisplayName("The page says that the clocks of server and provider differ")
    void names_a_wrong_clock() {
        issueNext("eva", AUDIENCE, -120);
        page.open();

        assertThat(page.notice()).contains("The clocks of this server and of the sign-in service differ");
    }

    private void issueNext(String subject, String audience, long seconds) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback(
                REALM,
                subject,
                "JWT",
                List.of(audience),
                Map.of("groups", List.of("user"), "preferred_username", subject, "name", "Dora Example"),
                seconds));
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@EveryServer
@ContractSection(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Under a context root of the administrator's choice")
class ContextRootIT {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    private OwnServer server;
    private Portrait portrait;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = OwnServer.start(
                ApplicationServer.chosen(),
                "/anything",
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "context-root"),
                Map.of("portrait.trusted-proxies", "127.0.0.1"));
        portrait = server.portrait();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("the page leads to what is there")
    void page() {
        Answer page = portrait.get("");

        assertThat(page.status()).isEqualTo(200);
        assertThat(LINK.matcher(page.text()).results().map((MatchResult link) -> link.group(1)))
                .contains("api/v2/health/", "ready.js")
                .allSatisfy(
                        link -> assertThat(portrait.get(link).status()).as(link).isEqualTo(200));
        assertThat(portrait.get("ready.js").text()).contains("fetch('api/v2/health/'");
    }

    @Test
    @DisplayName("a picture's address is under it, and the picture is there")
    void picture() {
        Person ann = portrait.person();

        String avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");

        assertThat(avatar).startsWith(portrait.base() + "media/").contains("/anything/media/");
        assertThat(portrait.get(avatar).status()).isEqualTo(200);
        // A round trip of what the server gave changes nothing.
        assertThat(ann.json("PUT", "{\"avatar\":\"" + avatar + "\"}").user().getString("avatar"))
                .isEqualTo(avatar);
    }

    @Test
    @DisplayName("a trusted proxy's address and prefix go before it")
    void behind_a_proxy() {
        Person ann = portrait.person();
        ann.put(new Multipart().file("avatar", Photos.jpeg(30, 20))).user();

        Answer behind = portrait.send(portrait.request(ann.path())
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "profiles.example")
                .header("X-Forwarded-Prefix", "/people")
                .GET());

        assertThat(behind.user().getString("avatar")).startsWith("https://profiles.example/people/anything/media/");
        assertThat(ann.profile().getString("avatar")).startsWith(portrait.base() + "media/");
    }

    @Test
    @DisplayName("refusals are JSON, by the application and by the container")
    void refusals() {
        portrait.get("api/v2/user/me/").refused(401, "not_authenticated");
        portrait.get("api/v2/user/me/", "no-token").refused(401, "authentication_failed");
        portrait.get("api/v2/user/0/").refused(404, "not_found");
        portrait.get("api/v2/nothing/").refused(404, "not_found");
        portrait.get("media/nothing.jpg").refused(404, "not_found");
        portrait.get("nothing").refused(404, "not_found");
    }
}

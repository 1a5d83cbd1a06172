package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@EveryServer
@Tag("own-server")
@ContractSection(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Under a context root other than /")
class ContextRootIT {

    private static final int RED = 0xd02020;
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    private OwnServer server;
    private Portrait portrait;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = OwnServer.start(
                ApplicationServer.chosen(),
                "/anything",
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "context-root"),
                Map.of(
                        "portrait.trusted-proxies",
                        "127.0.0.1",
                        "portrait.avatars.lookup",
                        "email,username",
                        "portrait.read-only-fields",
                        "username,real_name,date_of_birth,cover"));
        portrait = server.portrait();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    @ContractSection(10)
    @DisplayName("a username that its owner cannot change finds the avatar")
    void finds_avatars_by_username() throws IOException {
        Person bea = portrait.person("bea", Map.of("preferred_username", "Bea"));
        bea.put(new Multipart().file("avatar", AvatarProgram.picture(RED))).user();

        AvatarProgram.assertShown(portrait.get("avatar/username/bea.png?s=64"), 64, RED);
        assertThat(portrait.get("avatar/username/beate?d=404").status()).isEqualTo(404);
        assertThat(portrait.get("api/v2/user/me/avatar-addresses/", bea.token())
                        .user()
                        .getJsonArray("addresses")
                        .getJsonObject(0)
                        .getString("url"))
                .isEqualTo(portrait.base() + "avatar/username/bea");
    }

    @Test
    @DisplayName("all links of the page work")
    void has_working_links() {
        Answer page = portrait.get("");

        assertThat(page.status()).isEqualTo(200);
        assertThat(LINK.matcher(page.text()).results().map((MatchResult link) -> link.group(1)))
                .contains("page.css", "profile.js", "server.html")
                .allSatisfy(
                        link -> assertThat(portrait.get(link).status()).as(link).isEqualTo(200));
        assertThat(portrait.get("ready.js").text()).contains("fetch('api/v2/health/'");
    }

    @Tag("chromium")
    @Test
    @DisplayName("the API documentation page calls the API under the context root (Chromium)")
    void calls_the_api_from_its_documentation() {
        assertThat(portrait.get("openapi").json())
                .isEqualTo(ApiDocument.packaged().root());
        try (Browser browser = Browser.start()) {
            browser.open(portrait.base().resolve("docs/"));

            ApiPageIT.tryGetUser(browser, portrait.person());
        }
    }

    @Test
    @DisplayName("the URL of a picture contains the context root and works")
    void serves_pictures() {
        Person ann = portrait.person();

        String avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");

        assertThat(avatar).startsWith(portrait.base() + "media/").contains("/anything/media/");
        assertThat(portrait.get(avatar).status()).isEqualTo(200);
        // Sending back the current URL changes nothing.
        assertThat(ann.json("PUT", "{\"avatar\":\"" + avatar + "\"}").user().getString("avatar"))
                .isEqualTo(avatar);
    }

    @Tag("chromium")
    @Test
    @ContractSection(10)
    @DisplayName("nginx serves avatars at /avatar/ of the host, and for a minute without asking again (nginx)")
    void serves_avatars_at_the_root_of_the_host(@TempDir Path folder) throws IOException {
        String email = "ann@example.org";
        Person ann = portrait.person("ann-of-nginx", Map.of("email", email, "email_verified", true));
        ann.put(new Multipart().file("avatar", AvatarProgram.picture(RED))).user();
        String path = "avatar/" + AvatarProgram.hash("MD5", email) + "?d=404&s=";
        try (Nginx nginx = Nginx.startAsShipped(portrait, folder)) {
            String address = nginx.base() + path + "64";
            Answer first = portrait.get(address);
            AvatarProgram.assertShown(first, 64, RED);
            assertThat(first.header("X-Cache")).isEqualTo("MISS");

            ann.json("PUT", "{\"avatar\":\"\"}").user();

            assertThat(portrait.get(path + "64").status()).isEqualTo(404);
            Answer cached = portrait.get(address);
            assertThat(cached.header("X-Cache")).isEqualTo("HIT");
            assertThat(cached.bytes()).isEqualTo(first.bytes());
            // With the minute in nginx, this is as long as Portrait allows.
            assertThat(cached.header("Cache-Control")).isEqualTo("public, max-age=240");
            assertThat(portrait.send(portrait.request(address)
                                    .header("If-None-Match", first.header("ETag"))
                                    .GET())
                            .status())
                    .isEqualTo(304);
            portrait.get(nginx.base() + path + "65").refused(404, "not_found");
        }
    }

    @Test
    @DisplayName("the host and prefix that a trusted proxy forwards precede the context root")
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
    @DisplayName("refusals of the application and of the container are JSON")
    void refuses_in_json() {
        portrait.get("api/v2/user/me/").refused(401, "not_authenticated");
        portrait.get("api/v2/user/me/", "no-token").refused(401, "authentication_failed");
        portrait.get("api/v2/user/0/").refused(404, "not_found");
        portrait.get("api/v2/nothing/").refused(404, "not_found");
        portrait.get("media/nothing.jpg").refused(404, "not_found");
        portrait.get("nothing").refused(404, "not_found");
    }

    @Test
    @ContractSection(4)
    @DisplayName("a read-only field is accepted with its current value and refused with any other")
    void read_only_fields() {
        Person ann = portrait.person("ann", Map.of("name", "Ann Example"));

        ann.form("PUT", Map.of("real_name", " Ann Example ", "date_of_birth", "", "bio", "new"))
                .user();
        ann.json("PUT", "{\"real_name\":null,\"date_of_birth\":\"2000-01-01\",\"bio\":\"newer\",\"website\":\"x\"}")
                .refusedFields("real_name:read_only", "date_of_birth:read_only", "website:invalid");
        ann.put(new Multipart().text("bio", "newer").file("cover", Photos.jpeg(30, 20)))
                .refusedFields("cover:read_only");

        assertThat(ann.profile().getString("bio")).isEqualTo("new");
        assertThat(portrait.send(portrait.request(ann.path()).method("OPTIONS", BodyPublishers.noBody()))
                        .user()
                        .getJsonObject("actions")
                        .getJsonObject("PUT")
                        .getJsonObject("real_name")
                        .getBoolean("read_only"))
                .isTrue();
    }

    @Tag("chromium")
    @Test
    @ContractSection(4)
    @DisplayName("the profile page shows a read-only field as locked (Chromium)")
    void locks_read_only_fields_on_the_page() {
        Person ann = portrait.person("ann", Map.of("name", "Ann Example"));
        try (Browser browser = Browser.start()) {
            browser.open(portrait.base().resolve("./"));
            ProfilePage page = new ProfilePage(browser, portrait);
            page.paste(ann.token());
            page.edit();

            assertThat(browser.awaitVisible("portrait-profile >>> #real_name").isEnabled())
                    .isFalse();
            assertThat(browser.find("portrait-profile >>> #hint-real_name").getText())
                    .isEqualTo("This field is managed by another system.");
            assertThat(browser.find("portrait-profile >>> #bio").isEnabled()).isTrue();
        }
    }

    @Test
    @ContractSection(9)
    @DisplayName("without a configured origin, no response has CORS headers and no page can be framed")
    void no_origin() {
        Answer answer = portrait.send(portrait.request("api/v2/health/")
                .header("Origin", CorsIT.PORTAL)
                .GET());

        assertThat(answer.response().headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(portrait.get("embed/").header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("chromium")
@BlackBox
@DisplayName("The page of a profile behind a proxy, in Chromium")
class ProfileProxyIT {

    private final Portrait portrait;
    private final Person ann;
    private Browser browser;
    private ProfilePage page;

    @TempDir
    private Path folder;

    ProfileProxyIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @BeforeEach
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    @ContractSection(6)
    @DisplayName("saves, once, where the proxy compresses and so weakens the tags")
    void compressed() throws IOException {
        try (Nginx nginx = Nginx.before(
                portrait, folder, "gzip on; gzip_proxied any; gzip_types application/json; gzip_min_length 1;")) {
            edit(nginx);
            page.saveWell();

            assertThat(nginx.count("PATCH")).isEqualTo(1);
            assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        }
    }

    @Test
    @DisplayName("saves where the proxy takes the tags away")
    void no_tags() throws IOException {
        try (Nginx nginx = Nginx.before(portrait, folder, "proxy_hide_header ETag;")) {
            edit(nginx);
            page.saveWell();

            assertThat(nginx.count("PATCH")).isEqualTo(1);
            assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "412 | Not saved: the server does not recognise its own version of the profile.",
                "409 | The server did not accept this.",
                "503 | The server did not accept this.",
                "500 | The server did not accept this.",
            })
    @DisplayName("asks a server that always refuses once, says so, and keeps what was typed")
    void refused(int status, String text) throws IOException {
        try (Nginx nginx =
                Nginx.before(portrait, folder, "if ($request_method = PATCH) { return " + status + " '{}'; }")) {
            edit(nginx);
            page.save();

            assertThat(browser.text(page.saying("#outcome.error"))).startsWith(text);
            assertThat(nginx.count("PATCH")).isEqualTo(1);
            assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("mine");
        }
    }

    private void edit(Nginx nginx) {
        browser.open(nginx.base());
        page.signInHere(ann);
        page.type("bio", "mine");
    }
}

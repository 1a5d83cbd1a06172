package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("chromium")
@BlackBox
@DisplayName("The profile page behind a proxy, in Chromium")
class ProfileProxyIT {

    private static Browser browser;

    private final Portrait portrait;
    private final Person ann;
    private final ProfilePage page;

    @TempDir
    private Path folder;

    ProfileProxyIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
        this.page = new ProfilePage(browser, portrait);
    }

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    @ContractSection(6)
    @DisplayName("saves with one request if the proxy compresses and therefore weakens ETags")
    void saves_with_weakened_tags() throws IOException {
        try (Nginx nginx = Nginx.startInFrontOf(
                portrait, folder, "gzip on; gzip_proxied any; gzip_types application/json; gzip_min_length 1;")) {
            openAndType(nginx);
            page.saveSuccessfully();

            assertThat(nginx.count("PATCH")).isEqualTo(1);
            assertThat(ann.profile().getString("bio")).isEqualTo("mine");
        }
    }

    @Test
    @DisplayName("saves if the proxy removes ETags")
    void saves_without_tags() throws IOException {
        try (Nginx nginx = Nginx.startInFrontOf(portrait, folder, "proxy_hide_header ETag;")) {
            openAndType(nginx);
            page.saveSuccessfully();

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
    @DisplayName("sends one request to a server that always refuses, reports the failure and keeps typed text")
    void reports_a_refusal_and_keeps_typed_text(int status, String text) throws IOException {
        try (Nginx nginx = Nginx.startInFrontOf(
                portrait, folder, "if ($request_method = PATCH) { return " + status + " '{}'; }")) {
            openAndType(nginx);
            page.save();

            assertThat(browser.text(page.awaitText("#outcome.error"))).startsWith(text);
            assertThat(nginx.count("PATCH")).isEqualTo(1);
            assertThat(page.find("#bio").getDomProperty("value")).isEqualTo("mine");
        }
    }

    private void openAndType(Nginx nginx) {
        browser.open(nginx.base());
        page.signInHere(ann);
        page.type("bio", "mine");
    }
}

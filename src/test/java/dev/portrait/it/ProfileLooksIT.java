package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("How the page of a profile looks, in Chromium")
class ProfileLooksIT {

    private static final String BACKGROUND =
            "return getComputedStyle(" + ProfilePage.SHADOW + ".querySelector('.place')).backgroundColor";
    private static final String MOVING =
            "return " + ProfilePage.SHADOW + ".getAnimations().length" + " + document.getAnimations().length";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;

    ProfileLooksIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
        Person ann = portrait.person();
        ann.put(new Multipart()
                        .text("real_name", "Ann Example")
                        .text("bio", "Paints doors, and walks between lakes.\nמציירת דלתות")
                        .text("location", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")
                        .text("website", "https://ann.example/" + "path/".repeat(30))
                        .file("avatar", Photos.jpeg(Photos.landscape(600, 600)))
                        .file("cover", Photos.jpeg(Photos.landscape(2000, 500))))
                .user();
        page.signIn(ann);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "320, ltr, light",
        "320, rtl, dark",
        "1000, ltr, light",
        "1000, ltr, dark",
        "1000, rtl, light",
        "3840, ltr, light"
    })
    @DisplayName(
            "Everything fits, from the smallest phone to the largest screen, in both directions, by day and by night")
    void fits(int width, String direction, String scheme) {
        browser.device(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        prefer("prefers-color-scheme", scheme);
        browser.run("document.documentElement.dir = '" + direction + "'");

        // A phone would show more at a time, and smaller, where something is too wide; so innerWidth tells nothing.
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.run("return matchMedia('(prefers-color-scheme: " + scheme + ")').matches"))
                .isEqualTo(true);
        assertThat(browser.run(BACKGROUND)).isEqualTo(scheme.equals("dark") ? "rgb(22, 25, 31)" : "rgb(251, 250, 248)");
        assertThat(browser.barriers()).isEmpty();
        browser.keep("profile-" + width + "-" + direction + "-" + scheme);
    }

    @Test
    @DisplayName("Nothing moves, for those who bear no motion and for all others")
    void still() {
        prefer("prefers-reduced-motion", "reduce");
        page.type("website", "javascript:alert(1)");
        page.save();
        page.saying("#error-website");

        assertThat(browser.run(MOVING)).isEqualTo(0L);
    }

    private void prefer(String feature, String value) {
        browser.device(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }
}

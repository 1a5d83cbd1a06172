package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.awt.color.ColorSpace;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.Color;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The appearance of the profile page, in Chromium")
class ProfileLooksIT {

    private static final String BACKGROUND = "return getComputedStyle(document.documentElement).backgroundColor";
    private static final String RUNNING_ANIMATIONS =
            "return " + ProfilePage.SHADOW + ".getAnimations().length" + " + document.getAnimations().length";

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;
    private Person ann;

    ProfileLooksIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
        ann = portrait.person();
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
    @DisplayName("Everything fits on small and large screens, left-to-right and right-to-left, in light and dark mode")
    void fits_every_screen(int width, String direction, String scheme) {
        browser.sendDevToolsCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        emulateMedia("prefers-color-scheme", scheme);
        browser.run("document.documentElement.dir = '" + direction + "'");

        // Not innerWidth: a mobile browser zooms out if the content is too wide, which enlarges innerWidth.
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.run("return matchMedia('(prefers-color-scheme: " + scheme + ")').matches"))
                .isEqualTo(true);
        assertThat(browser.run(BACKGROUND)).isEqualTo(scheme.equals("dark") ? "rgb(27, 31, 38)" : "rgb(255, 255, 255)");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.run("scrollTo(0, 0)");
        browser.saveScreenshot("profile-" + width + "-" + direction + "-" + scheme);
    }

    @Test
    @DisplayName("Everything is visible with the system's own colours")
    void is_visible_with_forced_colours() {
        emulateMedia("forced-colors", "active");
        page.openPicture("avatar");
        page.awaitVisible("#panel-avatar");

        assertThat(page.find(".avatar").getCssValue("outline-style")).isEqualTo("solid");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("forced-colours");
        page.openPicture("avatar");
        emulateMedia("forced-colors", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    @DisplayName("Invalid and locked fields are readable and differ from other fields not only by colour")
    void marks_invalid_and_locked_fields(String scheme) {
        emulateMedia("prefers-color-scheme", scheme);
        page.signIn(ann);
        page.type("website", "javascript:alert(1)");
        page.save();
        page.awaitText("#error-website");
        browser.run(ProfilePage.SHADOW + ".getElementById('location').disabled = true");
        WebElement good = page.find("#real_name");
        WebElement wrong = page.find("#website");
        WebElement locked = page.find("#location");

        assertThat(List.of(good.getCssValue("border-top-width"), good.getCssValue("border-top-style")))
                .containsExactly("1px", "solid");
        assertThat(wrong.getCssValue("border-top-width")).isEqualTo("3px");
        assertThat(browser.run("return getComputedStyle(" + ProfilePage.SHADOW
                        + ".getElementById('error-website'), '::before').content"))
                .asString()
                .contains("\u26a0");
        assertThat(locked.getCssValue("border-top-style")).isEqualTo("dashed");
        assertThat(locked.getCssValue("background-color")).isNotEqualTo(good.getCssValue("background-color"));

        String paper = (String) browser.run(BACKGROUND);
        for (WebElement field : List.of(good, wrong, locked)) {
            assertThat(contrast(field.getCssValue("color"), field.getCssValue("background-color")))
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(field.getCssValue("border-top-color"), paper)).isGreaterThanOrEqualTo(3);
        }
        browser.saveScreenshot("states-" + scheme);
    }

    // WCAG 2.2, 1.4.3 and 1.4.11; axe-core checks neither borders nor disabled elements.
    private static double contrast(String one, String other) {
        double first = luminance(Color.fromString(one).getColor());
        double second = luminance(Color.fromString(other).getColor());
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(java.awt.Color colour) {
        float[] linear = colour.getColorComponents(ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB), null);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    @Test
    @DisplayName("Nothing is animated, whether or not the user prefers reduced motion")
    void has_no_animations() {
        emulateMedia("prefers-reduced-motion", "reduce");
        page.type("website", "javascript:alert(1)");
        page.save();
        page.awaitText("#error-website");

        assertThat(browser.run(RUNNING_ANIMATIONS)).isEqualTo(0L);
    }

    private void emulateMedia(String feature, String value) {
        browser.sendDevToolsCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }
}

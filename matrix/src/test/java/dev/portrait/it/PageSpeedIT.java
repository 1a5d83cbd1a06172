package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts round trips by the time that they take: the line is so long that all else hardly counts. */
@Tag("chromium")
@BlackBox
@DisplayName("The first view of a profile with a cold cache")
class PageSpeedIT {

    private static final int ROUND_TRIPS = 3;
    private static final String RECORD =
            "document.addEventListener('portrait-shown', () => { window.shownAt = performance.now(); });";
    // Without the round trips that open the connection.
    private static final String ELAPSED = "return window.shownAt === undefined ? null"
            + " : Math.round(window.shownAt - performance.getEntriesByType('navigation')[0].requestStart)";

    private final Portrait portrait;

    @TempDir
    private Path folder;

    PageSpeedIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @ParameterizedTest
    @ValueSource(strings = {"?user=", "embed/?mode=view&user="})
    @DisplayName("takes three round trips through a proxy with HTTP/2")
    void takes_three_round_trips(String address) throws IOException {
        Person ann = portrait.person();
        try (Nginx nginx = Nginx.startWithTls(portrait, folder)) {
            System.out.println(
                    address + ": " + elapsed(nginx, 400, address + ann.id()) + " ms with 400 ms for each round trip");

            assertThat((double) elapsed(nginx, 2000, address + ann.id()) / 2000)
                    .isBetween((double) ROUND_TRIPS, ROUND_TRIPS + 0.9);
        }
    }

    private static long elapsed(Nginx nginx, int roundTrip, String address) throws IOException {
        try (DelayedLine line = DelayedLine.startInFrontOf(nginx.base(), roundTrip / 2);
                Browser browser = Browser.start("--ignore-certificate-errors")) {
            browser.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORD));
            browser.open(line.base().resolve(address));
            return browser.until(() -> Optional.ofNullable((Long) browser.run(ELAPSED)));
        }
    }
}

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

/** Counts round trips by the time that they take: the latency is long compared with all else. */
@Tag("chromium")
@BlackBox
@DisplayName("The first view of a profile with a cold cache")
class PageSpeedIT {

    private static final int ROUND_TRIPS = 3;
    private static final String RECORD =
            "document.addEventListener('portrait-shown', () => { window.shownAt = performance.now(); });";

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
        try (Nginx nginx = Nginx.startWithTls(portrait, folder);
                Browser browser = Browser.start("--ignore-certificate-errors")) {
            browser.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORD));
            for (int latency : new int[] {400, 2000}) {
                browser.sendDevToolsCommand("Network.clearBrowserCache", Map.of());
                browser.sendDevToolsCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", false, "latency", latency, "downloadThroughput", -1, "uploadThroughput", -1));
                browser.open(nginx.base().resolve(address + ann.id()));
                Number shownAt = browser.until(
                        () -> Optional.ofNullable((Number) browser.run("return window.shownAt ?? null")));
                System.out.println(address + ": shown after " + shownAt.longValue() + " ms with " + latency
                        + " ms of latency");
                if (latency > 1000) {
                    assertThat(shownAt.doubleValue() / latency).isLessThan(ROUND_TRIPS + 1);
                }
            }
        }
    }
}

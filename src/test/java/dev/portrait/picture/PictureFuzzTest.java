package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any bytes are accepted as a picture or refused, and the result would be accepted again. */
class PictureFuzzTest {

    private static final Map<String, String> SMALL = Map.of(
            "portrait.picture.max-bytes", "65536",
            "portrait.picture.max-pixels", "250000",
            "portrait.picture.memory", "67108864");

    private final PictureProcessor processor = new PictureProcessor(
            new Settings(new SettingsReader(key -> Optional.ofNullable(SMALL.get(key)))), new Metrics(List.of()));

    @FuzzTest(maxDuration = "150s")
    void pictures(byte[] bytes) {
        Optional<Picture> picture = process(bytes);
        picture.ifPresent(clean -> assertThat(process(clean.bytes())).isPresent());
    }

    private Optional<Picture> process(byte[] bytes) {
        try {
            return Optional.of(
                    processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(bytes)));
        } catch (RequestException refused) {
            assertThat(refused.fieldErrors()).hasSize(1);
            return Optional.empty();
        }
    }
}

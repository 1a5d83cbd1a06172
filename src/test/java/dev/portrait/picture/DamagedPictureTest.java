package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A damaged picture")
class DamagedPictureTest {

    private static final long MEMORY = 32 << 20;

    private final PictureProcessor processor = new PictureProcessor(
            new PictureLimits(10 << 20, 1_000_000, 100),
            new Bulkhead(1, 0, Duration.ofSeconds(1)),
            new Metrics(List.of()),
            new Codecs(Optional.empty()));

    static Stream<Arguments> files() throws IOException {
        return DamagedPictures.whole(160, 120).entrySet().stream()
                .map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Timeout(100)
    @DisplayName("that is cut short is refused, or nothing is missing:")
    void cut(String name, byte[] file) throws IOException {
        BufferedImage whole = seen(file).orElseThrow();
        for (byte[] cut : DamagedPictures.cut(file)) {
            assertWholeIfAny(whole, cut);
        }
    }

    private void assertWholeIfAny(BufferedImage whole, byte[] cut) throws IOException {
        Optional<BufferedImage> seen = seen(cut);
        if (seen.isPresent()) {
            assertThat(Similarity.of(whole, seen.get())).isGreaterThanOrEqualTo(isProgressive(cut) ? 0.9 : 1);
        }
    }

    // Whose last scans only sharpen what is there: without them, and with its end, it is a picture like any other.
    private static boolean isProgressive(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains("\u00ff\u00c2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Timeout(400)
    @DisplayName("of which a byte is wrong is refused, or is no picture that is grey where it had colours:")
    void flipped(String name, byte[] file) throws IOException {
        int shown = 0;
        for (byte[] flipped : DamagedPictures.flipped(file)) {
            Optional<BufferedImage> seen = seen(flipped);
            if (seen.isPresent()) {
                assertThat(greyPart(seen.get())).isLessThan(0.1);
                shown++;
            }
        }
        assertThat(shown).as("damaged files that are not refused").isPositive();
    }

    /** What becomes of it; empty if it is refused with one field error. */
    private Optional<BufferedImage> seen(byte[] file) throws IOException {
        long before = allocated();
        try {
            Picture picture = processor.process("avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
            return Optional.of(ImageIO.read(new ByteArrayInputStream(picture.bytes())));
        } catch (RequestException e) {
            assertThat(e.fieldErrors()).hasSize(1);
            return Optional.empty();
        } finally {
            assertThat(allocated() - before).isLessThan(MEMORY);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static double greyPart(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        long grey = Arrays.stream(pixels)
                .filter(pixel -> near(pixel >> 16) && near(pixel >> 8) && near(pixel))
                .count();
        return (double) grey / pixels.length;
    }

    // What a decoder paints where it has no data.
    private static boolean near(int sample) {
        return Math.abs((sample & 0xff) - 0x80) <= 2;
    }
}

package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.RequestException;
import dev.portrait.picture.format.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A damaged file")
class DamagedPictureTest {

    private static final long MEMORY = 32 << 20;

    private final PictureProcessor processor = Processors.create(new PictureLimits(10 << 20, 1_000_000, 100));

    static Stream<Arguments> files() throws IOException {
        return DamagedPictures.whole(160, 120).entrySet().stream()
                .map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Timeout(100)
    @DisplayName("that is cut short is refused, or no pixel is missing:")
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

    // The last scans of a progressive JPEG only add detail. A file without them, but with an end marker, is valid.
    private static boolean isProgressive(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains("\u00ff\u00c2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Timeout(400)
    @DisplayName("with a wrong byte is refused, or shows no grey area in place of colours:")
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

    /** Returns the processed picture; empty if it is refused with one field error. */
    private Optional<BufferedImage> seen(byte[] file) throws IOException {
        long before = allocated();
        try {
            Picture picture = processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
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

    // Decoders fill missing data with this grey.
    private static boolean near(int sample) {
        return Math.abs((sample & 0xff) - 0x80) <= 2;
    }
}

package dev.portrait.picture.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portrait.picture.Photos;
import dev.portrait.picture.ProfileFile;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebP")
class WebpFileTest {

    private static final int WIDTH = 13;
    private static final int HEIGHT = 7;
    private static final int HAS_ALPHA = 0x10;
    private static final int HAS_PROFILE = 0x20;
    private static final int ANIMATED = 0x02;
    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 1 << 20, 100);
    private static final byte[] PICTURE = Webp.lossy(WIDTH, HEIGHT);

    private final WebpFormat format = new WebpFormat();

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("has the alpha of its uncompressed plane, with each filter:")
    void raw_alpha(int filter) throws PictureFault {
        byte[] plane = new byte[WIDTH * HEIGHT];
        new Random(filter).nextBytes(plane);

        assertThat(alphas(withAlpha(filter << 2, filtered(filter, plane)))).containsExactly(ints(plane));
        // Preprocessing needs not be undone, and bytes after the plane are ignored.
        byte[] more = Photos.append(filtered(filter, plane), new byte[9]);
        assertThat(alphas(withAlpha(filter << 2 | 0x10, more))).containsExactly(ints(plane));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0x02, 0x03, 0x20, 0x30, 0x40, 0xc0})
    @DisplayName("is damaged if the kind of its alpha is unknown:")
    void unknown_alpha(int header) {
        assertDamaged(withAlpha(header, new byte[WIDTH * HEIGHT]));
    }

    @Test
    @DisplayName("is damaged if its alpha is too short")
    void short_alpha() {
        assertDamaged(withAlpha(0, new byte[WIDTH * HEIGHT - 1]));
        assertDamaged(Webp.extended(HAS_ALPHA, WIDTH, HEIGHT, Webp.chunk("ALPH", new byte[0]), PICTURE));
    }

    @Test
    @DisplayName("is opaque if its header does not announce alpha, except for a frame of an animation")
    void announced_alpha() throws PictureFault {
        byte[] alpha = Webp.chunk("ALPH", new byte[1 + WIDTH * HEIGHT]);
        byte[] frame = Photos.append(new byte[6], new byte[] {WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0, 9, 0, 0, 0});
        byte[] frameWithAlpha = Photos.append(frame, Photos.append(alpha, PICTURE));

        assertThat(alphas(Webp.extended(0, WIDTH, HEIGHT, alpha, PICTURE))).containsOnly(0xff);
        assertThat(alphas(Webp.extended(
                        ANIMATED, WIDTH, HEIGHT, Webp.chunk("ANIM", new byte[6]), Webp.chunk("ANMF", frameWithAlpha))))
                .containsOnly(0);
    }

    @Test
    @DisplayName("has its alpha if it is lossless, whatever its header says")
    void hint_of_alpha() throws PictureFault {
        BufferedImage image = Photos.halfTransparent(WIDTH, HEIGHT);
        byte[] stream = new LosslessEncoder(image).header(false).picture();

        assertThat(alphas(Webp.lossless(stream)))
                .containsExactly(alphas(Webp.lossless(image, new byte[0])))
                .contains(0, 0xff);
    }

    @Test
    @DisplayName("uses the first of two profiles, if its header announces one")
    void profiles() throws PictureFault {
        byte[] linear = Webp.chunk(
                "ICCP", ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        byte[] grey = Webp.chunk("ICCP", ProfileFile.grey(1.4));
        int plain = pixels(Webp.extended(0, WIDTH, HEIGHT, PICTURE)).at(0, 0);

        int converted = pixels(Webp.extended(HAS_PROFILE, WIDTH, HEIGHT, linear, PICTURE))
                .at(0, 0);

        assertThat(converted).isNotEqualTo(plain);
        assertThat(pixels(Webp.extended(HAS_PROFILE, WIDTH, HEIGHT, linear, grey, PICTURE))
                        .at(0, 0))
                .isEqualTo(converted);
        assertThat(pixels(Webp.extended(0, WIDTH, HEIGHT, linear, PICTURE)).at(0, 0))
                .isEqualTo(plain);
    }

    @Test
    @DisplayName("is turned by the first of two orientations")
    void orientations() throws PictureFault {
        byte[] turned = Webp.chunk("EXIF", Photos.exif(6));
        byte[] upright = Webp.chunk("EXIF", Photos.exif(1));

        assertThat(format.check(Webp.extended(8, WIDTH, HEIGHT, PICTURE, turned, upright), LIMITS)
                        .orientation())
                .isEqualTo(Orientation.of(6));
        assertThat(format.check(Webp.extended(8, WIDTH, HEIGHT, PICTURE, upright, turned), LIMITS)
                        .orientation())
                .isEqualTo(Orientation.UPRIGHT);
    }

    private static byte[] withAlpha(int header, byte[] plane) {
        byte[] alpha = Webp.chunk("ALPH", Photos.append(new byte[] {(byte) header}, plane));
        return Webp.extended(HAS_ALPHA, WIDTH, HEIGHT, alpha, PICTURE);
    }

    /** Filters a plane as an encoder does (RFC 9649, 2.7.1.2). */
    private static byte[] filtered(int filter, byte[] plane) {
        byte[] stored = new byte[plane.length];
        for (int i = 0; i < plane.length; i++) {
            int x = i % WIDTH;
            int left = x > 0 ? plane[i - 1] & 0xff : 0;
            int above = i >= WIDTH ? plane[i - WIDTH] & 0xff : 0;
            int corner = x > 0 && i >= WIDTH ? plane[i - WIDTH - 1] & 0xff : 0;
            int horizontal = x > 0 ? left : above;
            int vertical = i >= WIDTH ? above : left;
            int gradient = x > 0 && i >= WIDTH ? Math.max(0, Math.min(left + above - corner, 255)) : left + above;
            stored[i] = (byte) (plane[i] - new int[] {0, horizontal, vertical, gradient}[filter]);
        }
        return stored;
    }

    private static int[] ints(byte[] plane) {
        return IntStream.range(0, plane.length).map(i -> plane[i] & 0xff).toArray();
    }

    private int[] alphas(byte[] webp) throws PictureFault {
        return Arrays.stream(pixels(webp).argb()).map(pixel -> pixel >>> 24).toArray();
    }

    private Pixels pixels(byte[] webp) throws PictureFault {
        return format.check(webp, LIMITS).upright(new Size(WIDTH, HEIGHT));
    }

    private void assertDamaged(byte[] webp) {
        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> pixels(webp));
    }
}

package dev.portrait.picture.webp;

import static dev.portrait.picture.webp.LosslessEncoder.Transform.COLOUR;
import static dev.portrait.picture.webp.LosslessEncoder.Transform.COLOUR_INDEXING;
import static dev.portrait.picture.webp.LosslessEncoder.Transform.PREDICTOR;
import static dev.portrait.picture.webp.LosslessEncoder.Transform.SUBTRACT_GREEN;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.picture.Photos;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import dev.portrait.picture.webp.LosslessEncoder.Transform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class LosslessStreamTest {

    private static final PictureLimits LIMITS = new PictureLimits(10 << 20, 50_000_000, 100);
    private static final Transform[] THREE = {SUBTRACT_GREEN, PREDICTOR, COLOUR};

    private final WebpFormat format = new WebpFormat();

    @ParameterizedTest
    @EnumSource
    void accepts_each_transform_once(Transform transform) throws PictureFault {
        BufferedImage image = image(transform == COLOUR_INDEXING);
        assertDecodes(image, stream(image, transform));
    }

    @Test
    void accepts_several_transforms_together() throws PictureFault {
        assertDecodes(image(false), stream(image(false), THREE));
        assertDecodes(image(false), stream(image(false), COLOUR, SUBTRACT_GREEN, PREDICTOR));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 100, 320})
    void expects_narrower_sub_images_where_pixels_are_bundled(int width) throws PictureFault {
        // Only checked: TwelveMonkeys' decoder fails on such pictures or gets them wrong (seen in 3.15.0).
        BufferedImage image = new BufferedImage(width, 16, TYPE_BYTE_BINARY);
        Transform[] transforms = {COLOUR_INDEXING, PREDICTOR, COLOUR};
        byte[] most = encoder(image, transforms).picture(LosslessStream.MAX_GROUPS);
        assertThat(format.check(Webp.lossless(most), LIMITS).size()).isEqualTo(new Size(width, 16));
        assertRefused(Webp.lossless(encoder(image, transforms).picture(LosslessStream.MAX_GROUPS + 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 257, LosslessStream.MAX_GROUPS})
    void accepts_several_groups_of_codes(int groups) throws PictureFault {
        assertDecodes(image(false), encoder(image(false), THREE).picture(groups));
    }

    @Test
    void accepts_the_smallest_picture() throws PictureFault {
        BufferedImage pixel = Photos.filled(1, 1, TYPE_INT_ARGB, 1, 2, 3, 4);
        assertDecodes(pixel, encoder(pixel).picture());
        BufferedImage row = Photos.filled(3, 1, TYPE_INT_ARGB, 1, 2, 3, 4);
        assertDecodes(row, encoder(row, PREDICTOR).picture());
        // One pixel as written by cwebp -z 9. Without WebpInput, the decoder fails on such short files.
        byte[] tiny = {0x2f, 0, 0, 0, 0, 0x68, 0x4d, 0x5b, (byte) 0xba, (byte) 0xdc, (byte) 0xff, 0};
        assertThat(decode(Webp.lossless(tiny)).argb()).hasSize(1);
    }

    @Test
    void accepts_a_large_picture_of_one_colour() throws PictureFault {
        LosslessEncoder encoder = new LosslessEncoder(Photos.filled(1440, 500, TYPE_INT_ARGB, 1, 2, 3, 255));
        assertThat(decode(Webp.lossless(encoder.header(false).flatPicture())).argb())
                .containsOnly(0xff010203);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_transform_a_second_time(Transform transform) {
        BufferedImage image = image(transform == COLOUR_INDEXING);
        assertRefused(Webp.lossless(stream(image, transform, transform)));
    }

    @Test
    void refuses_a_repeated_transform_after_others() {
        assertRefused(Webp.lossless(stream(image(false), SUBTRACT_GREEN, COLOUR, PREDICTOR, SUBTRACT_GREEN)));
        assertRefused(Webp.lossless(stream(image(true), COLOUR_INDEXING, COLOUR, COLOUR_INDEXING)));
    }

    @Test
    void refuses_a_million_transforms_of_a_large_picture() {
        byte[] stream = stream(Photos.filled(1, 1, TYPE_INT_ARGB, 1, 2, 3, 4), many(SUBTRACT_GREEN, 1_000_000));
        int sizes = 0x1fff | 6000 << 14;
        for (int i = 0; i < 4; i++) {
            stream[1 + i] = (byte) (sizes >> (8 * i));
        }
        assertRefused(Webp.lossless(stream));
    }

    @Test
    void refuses_repeated_transforms_in_an_animation_and_an_alpha_plane() throws PictureFault {
        BufferedImage image = image(false);
        LosslessEncoder alpha = new LosslessEncoder(image).with(THREE);
        Pixels pixels = decode(Webp.lossy(image.getWidth(), image.getHeight(), alpha.picture()));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                assertThat(pixels.argb()[y * image.getWidth() + x] >>> 24).isEqualTo(image.getRGB(x, y) >> 8 & 0xff);
            }
        }
        LosslessEncoder repeats = new LosslessEncoder(image).with(SUBTRACT_GREEN, SUBTRACT_GREEN);
        assertRefused(Webp.lossy(image.getWidth(), image.getHeight(), repeats.picture()));
        byte[] stream = stream(image, SUBTRACT_GREEN, SUBTRACT_GREEN);
        assertRefused(Webp.animated(stream, image.getWidth(), image.getHeight(), 80, 60, 40, 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {LosslessStream.MAX_GROUPS + 1, 1 << 16})
    void refuses_more_groups_of_codes_than_encoders_write(int groups) {
        byte[] stream = encoder(image(false), SUBTRACT_GREEN).picture(groups);
        assertRefused(Webp.lossless(stream));
        // The decoder would build tables from the last bytes, whatever they are.
        assertRefused(Webp.lossless(Arrays.copyOf(stream, 30)));
    }

    @Test
    void refuses_a_stream_that_ends_before_the_picture_begins() {
        LosslessEncoder encoder = encoder(image(true), COLOUR_INDEXING, SUBTRACT_GREEN, PREDICTOR, COLOUR);
        int front = encoder.size();
        byte[] stream = encoder.picture();
        for (int length = 0; length < front; length++) {
            assertRefused(Webp.lossless(Arrays.copyOf(stream, length)));
            assertRefused(Webp.lossy(24, 16, Arrays.copyOfRange(stream, 5, Math.max(5, length))));
        }
    }

    /** Without WebpInput, the decoder reads the last eight bytes again and again until it has all pixels. */
    @Test
    @Timeout(value = 10, threadMode = SEPARATE_THREAD)
    void refuses_a_stream_that_ends_within_a_large_picture() {
        LosslessEncoder encoder = new LosslessEncoder(Photos.filled(1500, 1000, TYPE_BYTE_GRAY, 1)).header(false);
        byte[] stream = encoder.with(SUBTRACT_GREEN).picture();
        for (int length : new int[] {1000, 100_000, stream.length - 10}) {
            assertUndecodable(Webp.lossless(Arrays.copyOf(stream, length)));
        }
    }

    @Test
    void returns_a_picture_or_refuses_it_wherever_it_is_cut() {
        byte[] stream = stream(image(false), THREE);
        for (int length = 0; length < stream.length; length++) {
            assertAnswered(Webp.lossless(Arrays.copyOf(stream, length)));
        }
    }

    @Test
    void returns_a_picture_or_refuses_it_whichever_bit_is_wrong() {
        Random random = new Random(11);
        byte[][] streams = {
            stream(image(false), THREE),
            stream(image(true), COLOUR_INDEXING, PREDICTOR, COLOUR),
            encoder(image(false), COLOUR).picture(3),
        };
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = streams[round % streams.length].clone();
            // Most of a stream is pixels. Half of the flips hit what precedes them.
            int from = random.nextBoolean() ? 5 : 0;
            int until = random.nextBoolean() ? 60 : damaged.length;
            damaged[from + random.nextInt(until - from)] ^= (byte) (1 << random.nextInt(8));
            assertAnswered(Webp.lossless(damaged));
        }
    }

    @Test
    void refuses_frames_within_frames() {
        assertRefused(Webp.nested(400_000));
    }

    @Test
    void refuses_sizes_that_disagree_or_are_too_large() {
        BufferedImage image = image(false);
        byte[] stream = stream(image, SUBTRACT_GREEN);
        assertRefused(Webp.animated(stream, 25, 16, 80, 60, 0, 0));
        assertRefused(Webp.animated(stream, 24, 16, 80, 60, 58, 0));
        assertRefused(Webp.animated(stream, 24, 16, 80, 60, 0, 0xffffff * 2));
        assertRefused(Webp.lossy(24, 17, 16, new LosslessEncoder(image).picture()));
        for (int side : new int[] {1 << 13, 1 << 24}) {
            assertTooLarge(Webp.animated(stream, 24, 16, side, side, 0, 0));
            assertTooLarge(Webp.animated(stream, side, side, 80, 60, 0, 0));
        }
        Arrays.fill(stream, 1, 4, (byte) 0xff);
        stream[4] = 0x1f;
        assertTooLarge(Webp.lossless(stream));
        assertTooLarge(Webp.animated(stream, 24, 16, 80, 60, 0, 0));
        assertTooLarge(Webp.lossy(1 << 13, 1 << 13, 16, new LosslessEncoder(image).picture()));
    }

    /** Random colours that are not opaque, or black and white. */
    private static BufferedImage image(boolean blackAndWhite) {
        BufferedImage image = new BufferedImage(24, 16, blackAndWhite ? TYPE_BYTE_BINARY : TYPE_INT_ARGB);
        Random random = new Random(5);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, blackAndWhite ? random.nextInt(2) - 1 | 0xff000000 : random.nextInt() | 0x01000000);
            }
        }
        return image;
    }

    private static LosslessEncoder encoder(BufferedImage image, Transform... transforms) {
        return new LosslessEncoder(image).header(true).with(transforms);
    }

    private static byte[] stream(BufferedImage image, Transform... transforms) {
        return encoder(image, transforms).picture();
    }

    private static Transform[] many(Transform transform, int count) {
        return Collections.nCopies(count, transform).toArray(Transform[]::new);
    }

    private Pixels decode(byte[] file) throws PictureFault {
        CheckedPicture picture = format.check(file, LIMITS);
        return picture.upright(picture.size());
    }

    private void assertDecodes(BufferedImage image, byte[] stream) throws PictureFault {
        int width = image.getWidth();
        int[] expected = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        assertThat(decode(Webp.lossless(stream)).argb()).containsExactly(expected);
    }

    private void assertAnswered(byte[] file) {
        try {
            assertThat(decode(file).argb()).isNotEmpty();
        } catch (PictureFault e) {
            assertThat(e.of("avatar").code()).isIn(ErrorCode.INVALID_IMAGE, ErrorCode.MAX_PIXELS);
        }
    }

    private void assertUndecodable(byte[] file) {
        assertThatThrownBy(() -> decode(file))
                .isInstanceOfSatisfying(
                        PictureFault.class,
                        fault -> assertThat(fault.of("avatar").code()).isEqualTo(ErrorCode.INVALID_IMAGE));
    }

    /** Asserts that a file is refused before it is decoded. */
    private void assertRefused(byte[] file) {
        assertFault(file, new FieldError("avatar", ErrorCode.INVALID_IMAGE));
    }

    private void assertTooLarge(byte[] file) {
        assertFault(file, new FieldError("avatar", ErrorCode.MAX_PIXELS, LIMITS.maxPixels()));
    }

    private void assertFault(byte[] file, FieldError expected) {
        assertThatThrownBy(() -> format.check(file, LIMITS))
                .isInstanceOfSatisfying(
                        PictureFault.class,
                        fault -> assertThat(fault.of("avatar")).isEqualTo(expected));
    }
}

package dev.portrait.picture;

import static java.awt.image.BufferedImage.TYPE_4BYTE_ABGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static java.awt.image.BufferedImage.TYPE_INT_RGB;
import static java.awt.image.BufferedImage.TYPE_USHORT_GRAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.picture.webp.Webp;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureProcessorTest {

    private final PictureProcessor processor = Processors.create();

    @Test
    void scales_a_photo_of_twelve_megapixels_to_an_avatar() {
        Picture picture = avatar(Photos.photo());
        assertThat(picture.mediaType()).isEqualTo("image/jpeg");
        assertThat(picture.extension()).isEqualTo("jpg");
        assertSize(picture, 512, 384);
        assertCorners(picture, "RGBY");
    }

    @Test
    void scales_a_photo_to_a_cover() {
        assertSize(process(PictureKind.COVER, Photos.photo()), 1440, 1080);
    }

    @Test
    void accepts_a_jpeg_with_a_short_jfif_segment() {
        assertSize(avatar(Photos.withSegment(Photos.jpeg(40, 30), 0xe0, Photos.latin1("JFIF\0"))), 40, 30);
    }

    @Test
    void reads_more_than_the_stream_said_was_available() throws IOException {
        byte[] file = Photos.jpeg(40, 30);
        Picture picture = processor.process(
                1,
                "avatar",
                PictureKind.AVATAR,
                () -> new SequenceInputStream(
                        new ByteArrayInputStream(file, 0, 10), new ByteArrayInputStream(file, 10, file.length - 10)));
        assertSize(picture, 40, 30);
    }

    @Test
    void never_enlarges() {
        assertSize(avatar(Photos.jpeg(40, 30)), 40, 30);
    }

    @Test
    void keeps_at_least_one_pixel_of_the_short_side() {
        assertSize(avatar(Photos.png(Photos.filled(5000, 1, TYPE_INT_RGB, 1, 2, 3))), 512, 1);
    }

    @ParameterizedTest
    @CsvSource({"1,RGBY", "2,GRYB", "3,YBGR", "4,BYRG", "5,RBGY", "6,BRYG", "7,YGBR", "8,GYRB", "0,RGBY", "9,RGBY"})
    void turns_a_jpeg_upright(int orientation, String corners) {
        Picture picture = avatar(Photos.turnedJpeg(1200, 600, orientation));
        boolean onItsSide = orientation >= 5 && orientation <= 8;
        assertSize(picture, onItsSide ? 256 : 512, onItsSide ? 512 : 256);
        assertCorners(picture, corners);
    }

    @Test
    void turns_a_png_and_a_webp_upright() {
        BufferedImage scene = Photos.scene(120, 60, TYPE_INT_RGB);
        assertCorners(avatar(Photos.withPngChunk(Photos.png(scene), "eXIf", Photos.exif(6))), "BRYG");
        Picture webp = avatar(Photos.webp(scene, 6));
        assertSize(webp, 60, 120);
        assertCorners(webp, "BRYG");
    }

    @Test
    void leaves_no_metadata() {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] profile = Photos.append(Photos.latin1("ICC_PROFILE\0\1\1"), icc);
        assertClean(avatar(Photos.withSegment(Photos.talkativeJpeg(600, 400), 0xe2, profile)));
        byte[] text = Photos.latin1("Comment\0" + Photos.PLANTED);
        BufferedImage image = Photos.halfTransparent(60, 40);
        assertClean(avatar(Photos.withPngChunk(Photos.png(image), "tEXt", text)));
        assertClean(avatar(Photos.webp(image, 1)));
        assertClean(avatar(Photos.append(Photos.gif(image), Photos.latin1(Photos.PLANTED))));
    }

    @Test
    void reads_a_progressive_jpeg() {
        assertCorners(avatar(Photos.progressiveJpeg(800, 600)), "RGBY");
    }

    @Test
    void keeps_the_brightness_of_grey() {
        assertColour(avatar(Photos.greyJpeg(900, 700, 128)), 0.5, 0.5, 0x808080);
        assertColour(avatar(Photos.png(Photos.filled(64, 64, TYPE_BYTE_GRAY, 128))), 0.5, 0.5, 0x808080);
        assertColour(avatar(Photos.png(Photos.filled(64, 64, TYPE_USHORT_GRAY, 32_896))), 0.5, 0.5, 0x808080);
    }

    @Test
    void converts_cmyk() {
        assertColour(avatar(Photos.cmykJpeg(64, 64, 0, 255, 255, 0)), 0.5, 0.5, 0xe02020, 60);
        assertColour(avatar(Photos.cmykJpeg(64, 64, 0, 0, 0, 0)), 0.5, 0.5, 0xffffff);
        assertColour(avatar(Photos.cmykJpeg(64, 64, 0, 0, 0, 255)), 0.5, 0.5, 0x101010, 50);
    }

    @Test
    void applies_the_colour_profile() {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] png = Photos.png(Photos.filled(64, 64, TYPE_INT_RGB, 55, 55, 55));
        byte[] body = Photos.append(Photos.latin1("linear\0\0"), Photos.deflated(icc));
        assertColour(avatar(Photos.withPngChunk(png, "iCCP", body)), 0.5, 0.5, 0x808080);
        byte[] jpeg = Photos.jpeg(Photos.filled(64, 64, TYPE_INT_RGB, 55, 55, 55));
        byte[] segment = Photos.append(Photos.latin1("ICC_PROFILE\0\1\1"), icc);
        assertColour(avatar(Photos.withSegment(jpeg, 0xe2, segment)), 0.5, 0.5, 0x808080);
    }

    @Test
    void ignores_a_broken_colour_profile() {
        byte[] segment = Photos.append(Photos.latin1("ICC_PROFILE\0\1\1"), new byte[300]);
        assertCorners(avatar(Photos.withSegment(Photos.jpeg(80, 60), 0xe2, segment)), "RGBY");
    }

    @Test
    void keeps_transparency_as_png() {
        assertHalfTransparent(avatar(Photos.png(Photos.halfTransparent(1400, 700))));
        assertHalfTransparent(avatar(Photos.interlacedPng(Photos.halfTransparent(140, 70))));
        assertHalfTransparent(avatar(Photos.png(Photos.halfTransparentPalette(1400, 700))));
        assertHalfTransparent(avatar(Photos.gif(Photos.halfTransparentPalette(1400, 700))));
        assertHalfTransparent(avatar(Photos.webp(Photos.halfTransparent(140, 70), 0)));
    }

    @Test
    void encodes_an_opaque_alpha_channel_as_jpeg() {
        assertThat(avatar(Photos.png(Photos.scene(80, 60, TYPE_4BYTE_ABGR))).mediaType())
                .isEqualTo("image/jpeg");
        assertThat(avatar(Photos.webp(Photos.scene(80, 60, TYPE_INT_ARGB), 0)).mediaType())
                .isEqualTo("image/jpeg");
    }

    @Test
    void shows_the_first_frame_of_an_animation() {
        assertCorners(avatar(Photos.animatedGif(80, 60, 3)), "RGBY");
        Picture webp = avatar(Webp.animated(Photos.filled(20, 10, TYPE_INT_ARGB, 10, 200, 30, 255), 80, 60, 40, 30));
        assertSize(webp, 80, 60);
        assertColour(webp, 0.6, 0.6, 0x0ac81e);
        assertThat(Shown.image(webp).getRGB(2, 2) >>> 24).isZero();
    }

    @Test
    void averages_fine_patterns_instead_of_picking_pixels() {
        BufferedImage checks = new BufferedImage(1200, 1200, TYPE_INT_RGB);
        for (int y = 0; y < 1200; y++) {
            for (int x = 0; x < 1200; x++) {
                checks.setRGB(x, y, (x + y) % 2 == 0 ? 0xffffff : 0);
            }
        }
        BufferedImage scaled = Shown.image(avatar(Photos.png(checks)));
        for (int i = 0; i < 512; i += 37) {
            assertThat(scaled.getRGB(i, 511 - i) & 0xff).isBetween(100, 155);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<html></html>",
                "BM......",
                "II*\0....",
                "MM\0*....",
                "\0\0\0\u0018ftypheic....",
                "RIFF....WAVE",
                "\u0089PN",
                "GIF88a",
                "%PDF-1.7"
            })
    void refuses_other_formats(String content) {
        assertRefused(Photos.latin1(content), ErrorCode.UNSUPPORTED_IMAGE);
    }

    @Test
    void reports_the_field_and_the_limit() {
        byte[] large = Photos.append(Photos.jpeg(10, 10), new byte[10 << 20]);
        assertThatThrownBy(() -> process(PictureKind.COVER, large))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        e -> assertThat(e.fieldErrors())
                                .containsExactly(new FieldError("cover", ErrorCode.MAX_SIZE, 10 << 20)));
        assertThatThrownBy(() -> avatar(Photos.pngBomb(10_000, 5_001)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        e -> assertThat(e.fieldErrors())
                                .containsExactly(new FieldError("avatar", ErrorCode.MAX_PIXELS, 50_000_000L)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.5, 0.9, 0.999})
    void refuses_a_truncated_file_of_every_format(double part) {
        BufferedImage scene = Photos.scene(400, 300, TYPE_INT_RGB);
        assertRefused(Photos.cut(Photos.jpeg(scene), part), ErrorCode.INVALID_IMAGE);
        assertRefused(Photos.cut(Photos.progressiveJpeg(400, 300), part), ErrorCode.INVALID_IMAGE);
        assertRefused(Photos.cut(Photos.png(scene), part), ErrorCode.INVALID_IMAGE);
        assertRefused(Photos.cut(Photos.gif(scene), Math.min(part, 0.99)), ErrorCode.INVALID_IMAGE);
        assertRefused(Photos.cut(Photos.webp(scene, 0), part), ErrorCode.INVALID_IMAGE);
    }

    @Test
    void refuses_half_a_jpeg_with_an_end_marker() {
        byte[] half = Photos.append(Photos.cut(Photos.jpeg(400, 300), 0.5), new byte[] {(byte) 0xff, (byte) 0xd9});
        assertRefused(half, ErrorCode.INVALID_IMAGE);
    }

    @Test
    void refuses_a_gif_whose_codes_end_early() {
        byte[] gif = Photos.gif(Photos.scene(100, 100, BufferedImage.TYPE_BYTE_INDEXED));
        int image = 13 + (3 << ((gif[10] & 7) + 1));
        while (gif[image] == 0x21) {
            image = behindBlocks(gif, image + 2);
        }
        assertThat(gif[image]).isEqualTo((byte) 0x2c);
        int secondBlock = image + 11 + 1 + (gif[image + 11] & 0xff);
        byte[] whole = Photos.append(Arrays.copyOf(gif, behindBlocks(gif, image + 11)), new byte[] {0x3b});
        assertSize(avatar(whole), 100, 100);
        byte[] early = Photos.append(Arrays.copyOf(gif, secondBlock), new byte[] {0, 0x3b});
        assertRefused(early, ErrorCode.INVALID_IMAGE);
    }

    @Test
    void refuses_a_flipped_bit_in_a_png() {
        byte[] png = Photos.png(Photos.scene(100, 100, TYPE_INT_RGB));
        for (int at = 12; at < png.length; at += png.length / 20) {
            byte[] flipped = png.clone();
            flipped[at] ^= 0x10;
            assertRefused(flipped, ErrorCode.INVALID_IMAGE);
        }
        byte[] palette = Photos.png(Photos.halfTransparentPalette(60, 40));
        palette[8 + 25 + 8 + 2] ^= 0x10;
        assertRefused(palette, ErrorCode.INVALID_IMAGE);
    }

    private static int behindBlocks(byte[] gif, int from) {
        int at = from;
        while (gif[at] != 0) {
            at += 1 + (gif[at] & 0xff);
        }
        return at + 1;
    }

    @Test
    @Timeout(60)
    void returns_a_picture_or_refuses_it_whatever_the_damage() {
        Random random = new Random(3);
        BufferedImage scene = Photos.scene(60, 40, TYPE_INT_ARGB);
        byte[][] files = {
            Photos.jpeg(60, 40),
            Photos.progressiveJpeg(60, 40),
            Photos.cmykJpeg(60, 40, 9, 8, 7, 6),
            Photos.png(scene),
            Photos.animatedGif(60, 40, 2),
            Photos.webp(scene, 3),
            Photos.turnedJpeg(60, 40, 6),
        };
        for (int round = 0; round < 700; round++) {
            byte[] damaged = files[round % files.length].clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Shown.image(avatar(damaged)).getWidth()).isBetween(1, 512);
            } catch (RequestException e) {
                assertThat(e.fieldErrors()).hasSize(1);
            }
        }
    }

    @Test
    @Timeout(10)
    void refuses_a_bomb_by_its_header() {
        byte[] bomb = Photos.pngBomb(30_000, 30_000);
        long before = allocated();
        assertRefused(bomb, ErrorCode.MAX_PIXELS);
        assertThat(allocated() - before).isLessThan(16 << 20);
        assertRefused(Photos.pngBomb(Integer.MAX_VALUE, Integer.MAX_VALUE), ErrorCode.MAX_PIXELS);
        byte[] gif = Photos.gif(Photos.filled(1, 1, TYPE_BYTE_GRAY, 1));
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertRefused(gif, ErrorCode.MAX_PIXELS);
        assertRefused(Webp.animated(Photos.halfTransparent(2, 2), 1 << 24, 1 << 24, 0, 0), ErrorCode.MAX_PIXELS);
    }

    @Test
    @Timeout(10)
    void does_not_inflate_large_chunks() {
        byte[] zeros = Photos.append(Photos.latin1("bomb\0\0"), Photos.deflated(new byte[100 << 20]));
        byte[] png = Photos.png(Photos.halfTransparentPalette(60, 40));
        for (String chunk : List.of("zTXt", "iCCP")) {
            byte[] bomb = Photos.withPngChunk(png, chunk, zeros);
            long before = allocated();
            Picture picture = avatar(bomb);
            assertThat(allocated() - before).isLessThan(64 << 20);
            assertHalfTransparent(picture);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void drops_data_after_the_picture() {
        assertClean(avatar(Photos.append(Photos.jpeg(60, 40), Photos.latin1("<script>" + Photos.PLANTED))));
        assertClean(avatar(
                Photos.append(Photos.png(Photos.halfTransparent(60, 40)), Photos.latin1("<script>" + Photos.PLANTED))));
    }

    @Test
    void reads_at_most_one_byte_beyond_the_limit() {
        CountingSource endless = new CountingSource();
        assertThatThrownBy(() -> processor.process(1, "avatar", PictureKind.AVATAR, endless))
                .isInstanceOf(RequestException.class);
        assertThat(endless.read).isEqualTo((10 << 20) + 1L);
    }

    @Test
    void reports_a_request_that_was_cut_off() {
        PictureSource broken = () -> {
            throw new IOException("gone");
        };
        assertThatThrownBy(() -> processor.process(1, "avatar", PictureKind.AVATAR, broken))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARSE_ERROR));
    }

    private Picture avatar(byte[] bytes) {
        return process(PictureKind.AVATAR, bytes);
    }

    private Picture process(PictureKind kind, byte[] bytes) {
        return processor.process(1, kind.field(), kind, () -> new ByteArrayInputStream(bytes));
    }

    private void assertRefused(byte[] bytes, ErrorCode code) {
        assertThatThrownBy(() -> avatar(bytes)).isInstanceOfSatisfying(RequestException.class, e -> {
            assertThat(e.fieldErrors()).hasSize(1);
            assertThat(e.fieldErrors().get(0).field()).isEqualTo("avatar");
            assertThat(e.fieldErrors().get(0).code()).isEqualTo(code);
        });
    }

    private static void assertSize(Picture picture, int width, int height) {
        assertThat(picture.width() + "x" + picture.height()).isEqualTo(width + "x" + height);
        BufferedImage image = Shown.image(picture);
        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(width + "x" + height);
    }

    private static void assertCorners(Picture picture, String colours) {
        double[][] places = {{0.1, 0.1}, {0.9, 0.1}, {0.1, 0.9}, {0.9, 0.9}};
        for (int i = 0; i < 4; i++) {
            assertColour(
                    picture, places[i][0], places[i][1], Photos.CORNERS.get("RGBY".indexOf(colours.charAt(i))), 24);
        }
    }

    private static void assertColour(Picture picture, double x, double y, int expected) {
        assertColour(picture, x, y, expected, 4);
    }

    private static void assertColour(Picture picture, double x, double y, int expected, int tolerance) {
        BufferedImage image = Shown.image(picture);
        int pixel = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(pixel >> shift & 0xff)
                    .as("%06x for %06x at %s, %s", pixel & 0xffffff, expected, x, y)
                    .isBetween((expected >> shift & 0xff) - tolerance, (expected >> shift & 0xff) + tolerance);
        }
    }

    private static void assertHalfTransparent(Picture picture) {
        assertThat(picture.mediaType()).isEqualTo("image/png");
        assertThat(picture.extension()).isEqualTo("png");
        BufferedImage image = Shown.image(picture);
        assertThat(image.getRGB(image.getWidth() / 4, 3)).isZero();
        assertThat(image.getRGB(image.getWidth() * 3 / 4, 3)).isEqualTo(0xff2060c0);
    }

    private static void assertClean(Picture picture) {
        String bytes = new String(picture.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(Photos.PLANTED, "Exif", "xap", "ICC_PROFILE", "iCCP", "eXIf", "tEXt");
    }

    private static final class CountingSource extends InputStream implements PictureSource {

        private long read;

        @Override
        public InputStream open() {
            return this;
        }

        @Override
        public int read() {
            read++;
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            read += length;
            return length;
        }
    }
}

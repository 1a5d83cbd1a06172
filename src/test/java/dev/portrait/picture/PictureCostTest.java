package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.gif.GifFormat;
import dev.portrait.picture.gif.GrowingGif;
import dev.portrait.picture.png.PngFormat;
import dev.portrait.picture.png.RawPng;
import dev.portrait.picture.raster.Size;
import dev.portrait.picture.webp.FlatWebp;
import dev.portrait.picture.webp.WebpFormat;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A picture that costs much for its bytes")
class PictureCostTest {

    private static final PictureLimits LIMITS = new PictureLimits(10 << 20, 50_000_000, 100);
    private static final PictureFormat PNG = new PngFormat();
    private static final PictureFormat WEBP = new WebpFormat();
    private static final PictureFormat GIF = new GifFormat();
    private static final Size AVATAR = new Size(512, 512);

    static Stream<Arguments> costly() {
        return Stream.of(
                kind("PNG of 16 bits and four channels", PNG, side -> png(side, RawPng.RGB_ALPHA, 16, false)),
                kind(
                        "PNG of 16 bits and four channels, interlaced",
                        PNG,
                        side -> png(side, RawPng.RGB_ALPHA, 16, true)),
                kind("lossless WebP of four transforms", WEBP, side -> FlatWebp.lossless(side, side, FlatWebp.all())),
                kind("lossy WebP with alpha", WEBP, side -> FlatWebp.translucent(side, side)),
                kind(
                        "lossy WebP with alpha of four transforms",
                        WEBP,
                        side -> FlatWebp.translucent(side, side, FlatWebp.all())));
    }

    private static Arguments kind(String name, PictureFormat format, IntFunction<byte[]> file) {
        return Arguments.of(name, format, file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("costly")
    @DisplayName("is accepted up to the number of pixels that the refusal names:")
    void costly(String name, PictureFormat format, IntFunction<byte[]> file) throws PictureFault {
        FieldError error = refusal(format, file.apply(7000));

        assertThat(error.code()).isEqualTo(ErrorCode.MAX_PIXELS);
        assertThat(error.reason()).isEqualTo(Reason.COSTLY_TO_DECODE);
        long accepted = error.arguments().get(0).longValue();
        assertThat(accepted).isBetween(12_000_000L, 49_000_000L);
        int side = (int) Math.sqrt((double) accepted);
        assertThat(check(format, file.apply(side)).size().pixels()).isLessThanOrEqualTo(accepted);
        refusal(format, file.apply(side + 1));
    }

    @Test
    @DisplayName("is accepted with 50 megapixels if it is a PNG of 8 bits")
    void plain_png() throws PictureFault {
        check(PNG, png(7000, RawPng.RGB_ALPHA, 8, false));
        check(PNG, png(7000, RawPng.RGB_ALPHA, 8, true));
        check(PNG, png(7000, RawPng.GREY, 16, false));
    }

    @Test
    @DisplayName("is accepted with 20 megapixels if it is a WebP as encoders write it")
    void plain_webp() throws PictureFault {
        check(WEBP, FlatWebp.lossless(5000, 4000, 0, 1, 2));
        check(WEBP, FlatWebp.lossy(6500, 6000));
        check(WEBP, FlatWebp.translucent(4000, 3000, FlatWebp.all()));
    }

    @Test
    @DisplayName("keeps its first frame only if it is an animation that grows beyond the limit of bytes")
    void growing_animation() {
        byte[] gif = GrowingGif.animation(300, 300, 12);
        PictureLimits limits = new PictureLimits(gif.length, 50_000_000, 100);

        Picture picture = process(Processors.create(limits), gif);

        assertThat(gif.length).isLessThan(process(Processors.create(), gif).bytes().length / 2);
        assertThat(picture.mediaType()).isEqualTo("image/jpeg");
        assertThat(picture.bytes().length).isLessThan(gif.length);
        assertThat(frames(process(Processors.create(), gif).bytes())).isEqualTo(12);
    }

    @Test
    @DisplayName("is shown without its profile if the profile's tags share their data a hundred times")
    void shared_tags() {
        byte[] jpeg = Photos.jpeg(64, 64);
        byte[] used = DisplayP3.profile();
        byte[] padded = Arrays.copyOf(used, 60_000);
        ByteBuffer.wrap(padded).putInt(padded.length);

        assertThat(avatar(profiled(jpeg, padded))).isNotEqualTo(avatar(jpeg));
        assertThat(avatar(profiled(jpeg, withSharedTags(60_000, 200)))).isEqualTo(avatar(jpeg));
        assertThat(avatar(profiled(jpeg, withSharedTags(60_000, 20)))).isNotEqualTo(avatar(jpeg));
    }

    @Test
    @DisplayName("is shown without its profile if that has more than four megabytes")
    void large_profile() {
        byte[] jpeg = Photos.jpeg(64, 64);

        assertThat(avatar(profiled(jpeg, withSharedTags(4 << 20, 0)))).isNotEqualTo(avatar(jpeg));
        assertThat(avatar(profiled(jpeg, withSharedTags((4 << 20) + 1, 0)))).isEqualTo(avatar(jpeg));
    }

    @Test
    @DisplayName("uses the first of many profiles")
    void many_profiles() {
        byte[] png = Photos.png(Photos.scene(64, 64, java.awt.image.BufferedImage.TYPE_INT_RGB));
        byte[] used = profileChunk(DisplayP3.profile());
        byte[] other = profileChunk(new byte[1 << 20]);
        ByteBuffer flood =
                ByteBuffer.allocate(used.length + 9_000 * other.length).put(used);
        while (flood.hasRemaining()) {
            flood.put(other);
        }

        long before = allocated();
        byte[] flooded = avatar(Photos.insert(png, 33, flood.array()));
        long bytes = allocated() - before;

        assertThat(flooded).isEqualTo(avatar(Photos.insert(png, 33, used)));
        assertThat(bytes).isLessThan(50_000_000);
    }

    @Test
    @DisplayName("claims the memory that its kind takes")
    void memory() throws PictureFault {
        long rows = heap(PNG, png(5000, RawPng.RGB, 16, false));
        long whole = heap(PNG, png(5000, RawPng.RGB, 16, true));
        long lossless = heap(WEBP, FlatWebp.lossless(4000, 3000, 2));
        long translucent = heap(WEBP, FlatWebp.translucent(4000, 3000, 2));
        long animated = heap(GIF, GrowingGif.animation(600, 600, 3));

        assertThat(rows).isLessThan(6_000_000);
        assertThat(whole).isBetween(rows + 6 * 1_000_000, 20_000_000L);
        assertThat(lossless).isBetween(4 * 12_000_000L, 10 * 12_000_000L);
        assertThat(translucent).isBetween(lossless, 40 * 12_000_000L);
        assertThat(animated).isBetween(8 * 360_000L, 25_000_000L);
    }

    private static long heap(PictureFormat format, byte[] file) throws PictureFault {
        return check(format, file).memory(AVATAR).heap();
    }

    private static CheckedPicture check(PictureFormat format, byte[] file) throws PictureFault {
        return format.check(file, LIMITS);
    }

    private static FieldError refusal(PictureFormat format, byte[] file) {
        FieldError[] error = new FieldError[1];
        assertThatThrownBy(() -> check(format, file))
                .isInstanceOfSatisfying(PictureFault.class, fault -> error[0] = fault.of("avatar"));
        return error[0];
    }

    private static byte[] avatar(byte[] file) {
        return process(Processors.create(), file).bytes();
    }

    private static Picture process(PictureProcessor processor, byte[] file) {
        return processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static int frames(byte[] gif) {
        String text = new String(gif, StandardCharsets.ISO_8859_1);
        int frames = 0;
        for (int at = text.indexOf("!\u00f9\4"); at >= 0; at = text.indexOf("!\u00f9\4", at + 1)) {
            frames++;
        }
        return frames;
    }

    /** Returns a PNG whose pixels are missing, which only decoding would notice. */
    private static byte[] png(int side, int type, int depth, boolean interlaced) {
        byte[] file = Photos.pngBomb(side, side);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put(new byte[] {(byte) depth, (byte) type, 0, 0, (byte) (interlaced ? 1 : 0)})
                .array();
        byte[] chunk = Photos.pngChunk("IHDR", header);
        System.arraycopy(chunk, 0, file, 8, chunk.length);
        return file;
    }

    private static byte[] profileChunk(byte[] profile) {
        return Photos.pngChunk("iCCP", Photos.append(Photos.latin1("a\0\0"), Photos.deflated(profile)));
    }

    /** Returns a profile of that many bytes, in which many tags have all of the data. */
    private static byte[] withSharedTags(int length, int tags) {
        Map<String, byte[]> more = new LinkedHashMap<>(DisplayP3.tags());
        for (int i = 0; i < tags; i++) {
            more.put("x%03d".formatted(i), new byte[0]);
        }
        byte[] profile = Arrays.copyOf(ProfileFile.write("RGB ", more), length);
        ByteBuffer header = ByteBuffer.wrap(profile).putInt(0, length);
        int own = header.getInt(128) - tags;
        int data = 132 + 12 * (own + tags);
        for (int i = own; i < own + tags; i++) {
            header.putInt(136 + 12 * i, data).putInt(140 + 12 * i, length - data);
        }
        return profile;
    }

    private static byte[] profiled(byte[] jpeg, byte[] profile) {
        int most = 65_000;
        int parts = (profile.length + most - 1) / most;
        byte[] profiled = jpeg;
        for (int i = parts; i >= 1; i--) {
            byte[] part = Arrays.copyOfRange(profile, (i - 1) * most, Math.min(profile.length, i * most));
            profiled = Jpegs.withProfilePart(profiled, i, parts, part);
        }
        return profiled;
    }
}

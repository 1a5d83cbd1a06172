package dev.portrait.picture.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portrait.picture.Photos;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A PNG")
class PngFormatTest {

    private static final PictureLimits LIMITS = new PictureLimits(20 << 20, 20_000_000, 100);
    private static final int SIGNATURE_AND_HEADER = 33;
    private static final int END = 12;

    private final PngFormat format = new PngFormat();

    @ParameterizedTest(name = "depth {0}, interlaced {1}")
    @CsvSource({
        "1,false",
        "1,true",
        "2,false",
        "2,true",
        "4,false",
        "4,true",
        "8,false",
        "8,true",
        "16,false",
        "16,true"
    })
    @DisplayName("with a transparent grey is transparent there and nowhere else:")
    void transparent_grey(int depth, boolean interlaced) throws PictureFault {
        int values = 1 << Math.min(8, depth);
        int[] samples = IntStream.range(0, values).toArray();
        int[] opaque = Arrays.stream(samples)
                .map(sample -> 0xff000000 | sample * 0xff / (values - 1) * 0x010101)
                .toArray();
        byte[] png = RawPng.write(row(opaque), RawPng.GREY, depth, interlaced);
        int transparent = values - 1;
        // RawPng writes 0x80 as the low byte of a sample of 16 bits.
        byte[] key = depth == 16 ? bytes(transparent, 0x80) : bytes(0, transparent);
        int[] expected = opaque.clone();
        expected[transparent] = 0;

        assertThat(pixels(Photos.withPngChunk(png, "tRNS", key))).containsExactly(expected);
        assertThat(pixels(Photos.withPngChunk(png, "tRNS", Photos.append(key, new byte[3]))))
                .containsExactly(expected);
        assertThat(pixels(Photos.withPngChunk(png, "tRNS", Arrays.copyOf(key, 1))))
                .containsExactly(opaque);
    }

    @ParameterizedTest(name = "depth {0}")
    @ValueSource(ints = {8, 16})
    @DisplayName("with a transparent colour is transparent where all three samples are equal:")
    void transparent_colour(int depth) throws PictureFault {
        int[] colours = {0xff102030, 0xff102031, 0xff112030, 0xff102030};
        byte[] png = RawPng.write(row(colours), RawPng.RGB, depth, false);
        byte[] key = depth == 16 ? bytes(0x10, 0x80, 0x20, 0x80, 0x30, 0x80) : bytes(0, 0x10, 0, 0x20, 0, 0x30);

        assertThat(pixels(Photos.withPngChunk(png, "tRNS", key))).containsExactly(0, colours[1], colours[2], 0);
    }

    @Test
    @DisplayName("of eight bits ignores the high bytes of a transparent colour, as Chromium does")
    void high_bytes_of_transparent_colour() throws PictureFault {
        int[] colours = {0xff102030, 0xff405060};

        byte[] rgb = Photos.withPngChunk(
                RawPng.write(row(colours), RawPng.RGB, 8, false), "tRNS", bytes(9, 0x10, 9, 0x20, 9, 0x30));
        byte[] grey = Photos.withPngChunk(
                RawPng.write(row(0xff777777, 0xff888888), RawPng.GREY, 8, false), "tRNS", bytes(9, 0x77));

        assertThat(pixels(rgb)).containsExactly(0, colours[1]);
        assertThat(pixels(grey)).containsExactly(0, 0xff888888);
    }

    @ParameterizedTest(name = "interlaced {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("shows a pixel beyond its palette in the last colour, as browsers do:")
    void short_palette(boolean interlaced) throws PictureFault {
        assertThat(pixels(RawPng.shortPalette(interlaced)))
                .containsExactly(0x80ff0000, 0x4000ff00, 0x4000ff00, 0x4000ff00);
    }

    @ParameterizedTest(name = "{0} bytes in each")
    @ValueSource(ints = {1, 3, 1000})
    @DisplayName("may have its pixels in any number of chunks, some of them empty:")
    void many_chunks(int length) throws PictureFault {
        byte[] png = RawPng.write(noise(20, 15), RawPng.RGB, 8, false);
        byte[] data = Arrays.copyOfRange(png, SIGNATURE_AND_HEADER + 8, png.length - END - 4);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.write(png, 0, SIGNATURE_AND_HEADER);
        for (int from = 0; from < data.length; from += length) {
            int end = Math.min(data.length, from + length);
            chunks.writeBytes(Photos.pngChunk("IDAT", Arrays.copyOfRange(data, from, end)));
            chunks.writeBytes(Photos.pngChunk("IDAT", new byte[0]));
        }

        assertThat(pixels(chunks.toByteArray())).isEqualTo(pixels(png));
    }

    @ParameterizedTest(name = "interlaced {0}, at a part {1} of its size")
    @CsvSource({"false,1", "false,8", "true,1", "true,8"})
    @DisplayName("is damaged where rows are missing, even those that scaling skips:")
    void missing_rows(boolean interlaced, int part) {
        byte[] png = RawPng.write(noise(80, 79), RawPng.RGB, 8, interlaced);
        Size target = new Size(80 / part, 80 / part);

        assertDamaged(higher(png), target);
        assertDamaged(Arrays.copyOf(png, png.length - 100), target);
    }

    /** The same file with a header that says there is one more row. */
    private static byte[] higher(byte[] png) {
        byte[] header = Arrays.copyOfRange(png, 16, 29);
        ByteBuffer.wrap(header).putInt(4, ByteBuffer.wrap(header).getInt(4) + 1);
        byte[] start = Photos.append(Arrays.copyOf(png, 8), Photos.pngChunk("IHDR", header));
        return Photos.append(start, Arrays.copyOfRange(png, SIGNATURE_AND_HEADER, png.length));
    }

    @Test
    @DisplayName("is damaged if a row has an unknown filter")
    void unknown_filter() {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(1)
                .putInt(1)
                .put(bytes(8, 0, 0, 0, 0))
                .array();
        byte[] png = Photos.append(Photos.latin1("\u0089PNG\r\n\u001a\n"), Photos.pngChunk("IHDR", header));

        assertDamaged(Photos.append(png, Photos.pngChunk("IDAT", Photos.deflated(bytes(5, 0)))), new Size(1, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_USHORT_GRAY})
    @DisplayName("is scaled without all of its pixels in memory")
    void memory(int type) throws PictureFault {
        byte[] png = Photos.png(new BufferedImage(4000, 3000, type));
        long before = allocated();

        Pixels scaled = format.check(png, LIMITS).upright(new Size(1000, 750));

        assertThat(scaled.size()).isEqualTo(new Size(1000, 750));
        assertThat(allocated() - before).isLessThan(6 << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private int[] pixels(byte[] png) throws PictureFault {
        Size size = format.check(png.clone(), LIMITS).size();
        return format.check(png.clone(), LIMITS).upright(size).argb();
    }

    private void assertDamaged(byte[] png, Size target) {
        assertThatExceptionOfType(PictureFault.class)
                .isThrownBy(() -> format.check(png, LIMITS).upright(target));
    }

    private static BufferedImage row(int... argb) {
        BufferedImage image = new BufferedImage(argb.length, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, argb.length, 1, argb, 0, argb.length);
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] argb = new Random(1).ints((long) width * height).toArray();
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

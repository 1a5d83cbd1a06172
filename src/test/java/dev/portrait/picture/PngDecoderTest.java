package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A PNG of any bytes, with any filter in each row, is what the JDK's reader sees in it:")
class PngDecoderTest {

    private static final Size SIZE = new Size(53, 40);
    private static final int FILTERS = 5;
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 1 << 20, 100);

    static Stream<Arguments> kinds() {
        return Stream.of(
                        "0 1", "0 2", "0 4", "0 8", "0 16", "2 8", "2 16", "3 1", "3 2", "3 4", "3 8", "4 8", "4 16",
                        "6 8", "6 16")
                .flatMap(kind -> Stream.of(true, false).map(clear -> Arguments.of(kind, clear)));
    }

    @ParameterizedTest(name = "colour type and depth {0}, tRNS {1}")
    @MethodSource("kinds")
    void any_bytes(String kind, boolean clear) throws IOException, PictureFault {
        byte[] file = file(kind, clear, SIZE.height());

        for (Size target : new Size[] {SIZE, new Size(7, 5)}) {
            Pixels seen = PngDecoder.scaled(PngFile.walk(file.clone(), LIMITS), target);
            assertThat(seen.argb()).isEqualTo(expected(file, target).argb());
        }
    }

    @Test
    @DisplayName("and damaged where rows are missing, or where a filter is none")
    void damaged() throws PictureFault {
        EncodedPicture missing = PngFile.walk(file("2 8", false, SIZE.height() - 1), LIMITS);
        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> PngDecoder.scaled(missing, SIZE));
        byte[] row = {0, 0};
        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> PngFilter.undo(FILTERS, row, row, 1));
    }

    @Test
    @DisplayName("but a pixel that the palette has no colour for, which gets the last one, as browsers show it")
    void short_palette() throws PictureFault {
        for (boolean interlaced : new boolean[] {false, true}) {
            EncodedPicture picture = PngFile.walk(RawPng.shortPalette(interlaced), LIMITS);

            assertThat(PngDecoder.scaled(picture, new Size(4, 1)).argb())
                    .containsExactly(0x80ff0000, 0x4000ff00, 0x4000ff00, 0x4000ff00);
        }
    }

    private static Pixels expected(byte[] file, Size target) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
        ImageReadParam param = reader.getDefaultReadParam();
        Subsampling.between(SIZE, target).applyTo(param);
        BufferedImage image = reader.read(0, param);
        return Scaler.scale(PixelRows.of(image), target);
    }

    private static byte[] file(String kind, boolean clear, int rows) {
        int type = Integer.parseInt(kind.substring(0, 1));
        int depth = Integer.parseInt(kind.substring(2));
        Random random = new Random(type * 100 + depth);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(SIZE.width())
                .putInt(SIZE.height())
                .put((byte) depth)
                .put((byte) type)
                .array();
        int rowBytes = (SIZE.width() * CHANNELS[type] * depth + 7) / 8;
        ByteBuffer data = ByteBuffer.allocate(rows * (1 + rowBytes));
        IntStream.range(0, rows).forEach(row -> data.put((byte) (row % FILTERS)).put(bytes(random, rowBytes)));
        Arrays.fill(data.array(), 1, 1 + Math.max(1, CHANNELS[type] * depth / 8), (byte) 0); // the transparent colour
        byte[] deflated = Photos.deflated(data.array());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Photos.latin1("\u0089PNG\r\n\u001a\n"));
        file.writeBytes(Photos.pngChunk("IHDR", header));
        if (type == RawPng.PALETTE) {
            file.writeBytes(Photos.pngChunk("PLTE", bytes(random, 3 << depth)));
        }
        if (clear && type == RawPng.PALETTE) {
            file.writeBytes(Photos.pngChunk("tRNS", bytes(random, 1 << depth)));
        } else if (clear && type < RawPng.PALETTE) {
            file.writeBytes(Photos.pngChunk("tRNS", new byte[2 * CHANNELS[type]]));
        }
        int half = deflated.length / 2;
        file.writeBytes(Photos.pngChunk("IDAT", Arrays.copyOf(deflated, half)));
        file.writeBytes(Photos.pngChunk("IDAT", Arrays.copyOfRange(deflated, half, deflated.length)));
        file.writeBytes(Photos.pngChunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

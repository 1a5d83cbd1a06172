package dev.portrait.picture.gif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pixel of a GIF")
class GifFrameTest {

    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 1 << 20, 100);
    private static final int[] PALETTE = {0xff0000, 0x008000, 0x0000ff, 0xffffff};
    private static final int BLACK = 0xff000000;

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {4, 5, 7, 8, 100, 255})
    @DisplayName("is opaque if the transparent index is beyond the palette, as libvips and gifsicle write it:")
    void unused_transparent_index(int transparent) throws PictureFault {
        byte[] gif = new Gifs(4, 1, PALETTE)
                .transparent(transparent)
                .frame(4, 1, false, 2, new int[] {0, 1, 2, 3})
                .end();

        assertThat(pixels(gif, 4, 1)).containsExactly(0xffff0000, 0xff008000, 0xff0000ff, 0xffffffff);
    }

    @Test
    @DisplayName("beyond the palette is transparent if it has the transparent index, and otherwise black")
    void indices_outside() throws PictureFault {
        byte[] gif = new Gifs(6, 1, PALETTE)
                .transparent(200)
                .frame(6, 1, false, 8, new int[] {3, 4, 199, 200, 201, 255})
                .end();

        assertThat(pixels(gif, 6, 1)).containsExactly(0xffffffff, BLACK, BLACK, 0, BLACK, BLACK);
    }

    @Test
    @DisplayName("is transparent only if it has the transparent index")
    void transparent_index() throws PictureFault {
        byte[] gif = new Gifs(4, 1, PALETTE)
                .transparent(3)
                .frame(4, 1, false, 2, new int[] {0, 1, 2, 3})
                .end();

        assertThat(pixels(gif, 4, 1)).containsExactly(0xffff0000, 0xff008000, 0xff0000ff, 0);
    }

    @Test
    @DisplayName("is black without a palette, and beyond the palette of its frame")
    void no_palette() throws PictureFault {
        int[] indices = {0, 3};

        assertThat(pixels(new Gifs(2, 1).frame(2, 1, false, 2, indices).end(), 2, 1))
                .containsExactly(BLACK, BLACK);
        assertThat(pixels(
                        new Gifs(2, 1, PALETTE)
                                .frame(2, 1, false, 2, indices, 0x102030, 0x405060)
                                .end(),
                        2,
                        1))
                .containsExactly(0xff102030, BLACK);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17})
    @DisplayName("is in the right row of an interlaced frame, for each height:")
    void interlaced(int height) throws PictureFault {
        int[] stored = IntStream.of(0, 4, 2, 1)
                .flatMap(first -> IntStream.iterate(
                        first, y -> y < height, y -> y + (first == 0 ? 8 : first == 4 ? 8 : 2 * first)))
                .toArray();
        int[] greys = IntStream.range(0, 32).map(i -> i * 0x080808).toArray();

        byte[] gif =
                new Gifs(1, height, greys).frame(1, height, true, 5, stored).end();

        assertThat(pixels(gif, 1, height))
                .containsExactly(
                        IntStream.range(0, height).map(y -> BLACK | greys[y]).toArray());
    }

    @ParameterizedTest(name = "{0} colours, noise {1}, interlaced {2}")
    @CsvSource({
        "2, true, false",
        "4, true, true",
        "16, true, false",
        "256, true, true",
        "256, true, false",
        "2, false, true",
        "256, false, false"
    })
    @DisplayName("is decoded as by the JDK's reader, in files of the JDK's writer:")
    void like_the_jdk(int colours, boolean noise, boolean interlaced) throws IOException, PictureFault {
        byte[] gif = written(colours, noise, interlaced);

        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(gif));

        assertThat(pixels(gif, 200, 150)).isEqualTo(expected.getRGB(0, 0, 200, 150, null, 0, 200));
    }

    /** Writes enough noise to fill the dictionary several times, or long runs. */
    private static byte[] written(int colours, boolean noise, boolean interlaced) throws IOException {
        Random random = new Random(colours);
        int[] argb = random.ints(colours).map(colour -> colour | BLACK).toArray();
        IndexColorModel model = new IndexColorModel(8, colours, argb, 0, false, -1, 0);
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int i = 0; i < 200 * 150; i++) {
            image.getRaster().setSample(i % 200, i / 200, 0, noise ? random.nextInt(colours) : i / 7000 % colours);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int[] pixels(byte[] gif, int width, int height) throws PictureFault {
        return new GifFormat()
                .check(gif, LIMITS)
                .upright(new Size(width, height))
                .argb();
    }
}

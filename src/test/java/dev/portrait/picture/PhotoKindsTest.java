package dev.portrait.picture;

import static java.awt.image.BufferedImage.TYPE_BYTE_INDEXED;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static java.awt.image.BufferedImage.TYPE_INT_RGB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.gif.Animations;
import dev.portrait.picture.png.RawPng;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A photo")
class PhotoKindsTest {

    private static final BufferedImage SCENE = scene(TYPE_INT_RGB);
    private static final BufferedImage CLEAR = scene(TYPE_INT_ARGB);
    private static final double LOSSLESS = 0.99;
    private static final double LOSSY = 0.96;

    private final PictureProcessor processor = Processors.create();

    static Stream<Arguments> jpegs() {
        BufferedImage grey = mapped(SCENE, PhotoKindsTest::grey);
        byte[] rgb = segment(0xee, Photos.jpeg(raster(SCENE, 3, RGB)), adobe(0));
        byte[] plain = Photos.jpeg(greyImage(IntUnaryOperator.identity()));
        byte[] faint = Photos.jpeg(greyImage(sample -> ofGamma(sample, 1.4)));
        byte[] p3 = profiled(Photos.jpeg(DisplayP3.encode(SCENE)), DisplayP3.profile());
        return Stream.of(
                Arguments.of("baseline", Photos.jpeg(SCENE), SCENE, LOSSY),
                Arguments.of("progressive", Photos.progressiveJpeg(SCENE), SCENE, LOSSY),
                Arguments.of("grey", plain, grey, LOSSY),
                Arguments.of("grey of gamma 1.4, by its profile", profiled(faint, ProfileFile.grey(1.4)), grey, LOSSY),
                Arguments.of("grey with a profile of colours", profiled(plain, DisplayP3.profile()), grey, LOSSY),
                Arguments.of("RGB by the Adobe marker", rgb, SCENE, LOSSY),
                Arguments.of("an Adobe marker of four inks", segment(0xee, Photos.jpeg(SCENE), adobe(2)), SCENE, LOSSY),
                Arguments.of("CMYK", segment(0xee, Photos.jpeg(raster(SCENE, 4, CMYK)), adobe(0)), SCENE, LOSSY),
                Arguments.of("YCCK", segment(0xee, Photos.jpeg(raster(SCENE, 4, YCCK)), adobe(2)), SCENE, LOSSY),
                Arguments.of("Display P3", p3, SCENE, LOSSY));
    }

    static Stream<Arguments> pngs() {
        List<Arguments> kinds = new ArrayList<>();
        for (boolean interlaced : new boolean[] {false, true}) {
            String way = interlaced ? ", interlaced" : "";
            for (int depth : new int[] {1, 2, 4, 8, 16}) {
                BufferedImage grey = mapped(SCENE, pixel -> ofDepth(grey(pixel), depth));
                kinds.add(png("grey of " + depth + way, grey, RawPng.GREY, depth, interlaced));
            }
            for (int depth : new int[] {1, 2, 4, 8}) {
                BufferedImage palette = palette(depth, 0xff);
                kinds.add(png("palette of " + depth + way, palette, RawPng.PALETTE, depth, interlaced));
                BufferedImage clear = palette(depth, 0x60);
                kinds.add(png("half transparent palette of " + depth + way, clear, RawPng.PALETTE, depth, interlaced));
            }
            for (int depth : new int[] {8, 16}) {
                kinds.add(png("RGB of " + depth + way, SCENE, RawPng.RGB, depth, interlaced));
                kinds.add(png("RGB and alpha of " + depth + way, CLEAR, RawPng.RGB_ALPHA, depth, interlaced));
                BufferedImage grey = mapped(CLEAR, pixel -> (pixel & 0xff000000) | (grey(pixel) & 0xffffff));
                kinds.add(png("grey and alpha of " + depth + way, grey, RawPng.GREY_ALPHA, depth, interlaced));
            }
        }
        byte[] plain = RawPng.write(SCENE, RawPng.RGB, 8, false);
        byte[] key = Photos.withPngChunk(plain, "tRNS", new byte[] {0, 10, 0, 20, 0, 30});
        BufferedImage keyed = mapped(SCENE, pixel -> pixel == 0xff0a141e ? 0 : pixel);
        kinds.add(Arguments.of("RGB with a colour that is transparent", key, keyed, 0.97));
        byte[] linear = RawPng.write(mapped(SCENE, PhotoKindsTest::linear), RawPng.RGB, 8, false);
        byte[] gamma = ByteBuffer.allocate(4).putInt(100_000).array();
        kinds.add(Arguments.of(
                "RGB proportional to light, by its gamma", Photos.withPngChunk(linear, "gAMA", gamma), SCENE, 0.9));
        byte[] overruled = Photos.withPngChunk(Photos.withPngChunk(plain, "gAMA", gamma), "sRGB", new byte[] {0});
        kinds.add(Arguments.of("RGB whose gamma is overruled", overruled, SCENE, LOSSY));
        byte[] p3 = RawPng.write(DisplayP3.encode(SCENE), RawPng.RGB, 8, false);
        byte[] profile = Photos.append(Photos.latin1("P3\0\0"), Photos.deflated(DisplayP3.profile()));
        BufferedImage grey = mapped(SCENE, PhotoKindsTest::grey);
        byte[] faint = RawPng.write(
                mapped(grey, pixel -> 0xff000000 | ofGamma(pixel & 0xff, 1.4) * 0x010101), RawPng.GREY, 8, false);
        byte[] greys = Photos.append(Photos.latin1("grey\0\0"), Photos.deflated(ProfileFile.grey(1.4)));
        kinds.add(Arguments.of(
                "grey of gamma 1.4, by its profile", Photos.withPngChunk(faint, "iCCP", greys), grey, LOSSY));
        kinds.add(Arguments.of("RGB in Display P3", Photos.withPngChunk(p3, "iCCP", profile), SCENE, LOSSY));
        return kinds.stream();
    }

    static Stream<Arguments> others() {
        BufferedImage palette = palette(8, 0xff);
        BufferedImage clear = Animations.indexed(mapped(CLEAR, pixel -> pixel >>> 24 < 0x80 ? 0 : pixel | 0xff000000));
        return Stream.of(
                Arguments.of("GIF", Photos.gif(palette), palette, LOSSY),
                Arguments.of("GIF with transparency", Photos.gif(clear), clear, 0.97),
                Arguments.of("WebP, lossless", Photos.webp(SCENE, 0), SCENE, LOSSY),
                Arguments.of("WebP, lossless with alpha", Photos.webp(CLEAR, 0), CLEAR, LOSSLESS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"jpegs", "pngs", "others"})
    @DisplayName("looks the same after processing, whatever the kind of its file:")
    void looks_the_same(String name, byte[] file, BufferedImage meant, double least) throws IOException {
        Picture picture = processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));

        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        BufferedImage expected = Photos.scaled(meant, 512, 384);
        assertThat(Similarity.of(expected, seen)).isGreaterThan(least);
    }

    private static Arguments png(String name, BufferedImage image, int type, int depth, boolean interlaced) {
        boolean opaque = pixels(image).isOpaque();
        return Arguments.of(
                "PNG, " + name, RawPng.write(image, type, depth, interlaced), image, opaque ? LOSSY : LOSSLESS);
    }

    /** Waves of all three colours and a disc with a sharp edge. With alpha, the right third is half transparent. */
    private static BufferedImage scene(int type) {
        BufferedImage image = new BufferedImage(1024, 768, type);
        for (int y = 0; y < 768; y++) {
            for (int x = 0; x < 1024; x++) {
                int red = wave(x, 90) * 9 / 10 + 20;
                int green = wave(y, 70) * 8 / 10 + 30;
                int blue = wave(x + y, 110) * 7 / 10 + 40;
                boolean disc = Math.hypot(x - 300.0, y - 300.0) < 140;
                boolean clear = type == TYPE_INT_ARGB && x > 680;
                int colour = disc ? 0x0a141e : red << 16 | green << 8 | blue;
                image.setRGB(x, y, (clear ? 0x60000000 : 0xff000000) | colour);
            }
        }
        return image;
    }

    private static int wave(int at, int length) {
        return (int) Math.round(110 + 100 * Math.sin(2 * Math.PI * at / length));
    }

    private static int grey(int pixel) {
        return 0xff000000 | (pixel >> 8 & 0xff) * 0x010101;
    }

    private static int ofDepth(int grey, int depth) {
        int most = (1 << Math.min(8, depth)) - 1;
        int level = (grey & 0xff) >> Math.max(0, 8 - depth);
        return 0xff000000 | level * 255 / most * 0x010101;
    }

    private static int linear(int pixel) {
        int result = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            result = result << 8 | (int) Math.round(255 * Math.pow((pixel >> shift & 0xff) / 255.0, 2.2));
        }
        return result;
    }

    private static byte[] profiled(byte[] jpeg, byte[] profile) {
        return segment(0xe2, jpeg, Photos.append(Photos.latin1("ICC_PROFILE\0\1\1"), profile));
    }

    /** Converts a sample of sRGB, with a gamma of about 2.2, to another gamma. */
    private static int ofGamma(int sample, double gamma) {
        return (int) Math.round(255 * Math.pow(sample / 255.0, 2.2 / gamma));
    }

    private static BufferedImage greyImage(IntUnaryOperator map) {
        BufferedImage image = new BufferedImage(1024, 768, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 1024 * 768; i++) {
            image.getRaster()
                    .setSample(i % 1024, i / 1024, 0, map.applyAsInt(SCENE.getRGB(i % 1024, i / 1024) >> 8 & 0xff));
        }
        return image;
    }

    /** Grey stripes with a palette in which every other colour has that alpha. */
    private static BufferedImage palette(int depth, int alpha) {
        int colours = 1 << depth;
        int[] argb = new int[colours];
        for (int i = 0; i < colours; i++) {
            argb[i] = (i % 2 == 0 ? alpha : 0xff) << 24 | i * 255 / (colours - 1) * 0x010101;
        }
        IndexColorModel model = new IndexColorModel(8, colours, argb, 0, alpha != 0xff, -1, 0);
        BufferedImage image = new BufferedImage(1024, 768, TYPE_BYTE_INDEXED, model);
        for (int i = 0; i < 1024 * 768; i++) {
            int grey = SCENE.getRGB(i % 1024, i / 1024) & 0xff;
            image.getRaster().setSample(i % 1024, i / 1024, 0, grey >> (8 - depth));
        }
        return image;
    }

    private static BufferedImage mapped(BufferedImage image, IntUnaryOperator map) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), TYPE_INT_ARGB);
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            result.setRGB(x, y, map.applyAsInt(image.getRGB(x, y)));
        }
        return result;
    }

    private static Pixels pixels(BufferedImage image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        return new Pixels(size, image.getRGB(0, 0, size.width(), size.height(), null, 0, size.width()));
    }

    private interface Samples {
        int[] of(int red, int green, int blue);
    }

    private static final Samples RGB = (red, green, blue) -> new int[] {red, green, blue};
    // Adobe stores inks inverted.
    private static final Samples CMYK = (red, green, blue) -> new int[] {red, green, blue, 255};
    // Y, Cb and Cr of the inverted inks.
    private static final Samples YCCK = (red, green, blue) -> new int[] {
        clamp(255 - (0.299 * red + 0.587 * green + 0.114 * blue)),
        clamp(128 + 0.168736 * red + 0.331264 * green - 0.5 * blue),
        clamp(128 - 0.5 * red + 0.418688 * green + 0.081312 * blue),
        255
    };

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static WritableRaster raster(BufferedImage image, int bands, Samples samples) {
        WritableRaster raster = Raster.createInterleavedRaster(0, image.getWidth(), image.getHeight(), bands, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                raster.setPixel(x, y, samples.of(pixel >> 16 & 0xff, pixel >> 8 & 0xff, pixel & 0xff));
            }
        }
        return raster;
    }

    private static byte[] adobe(int transform) {
        return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    }

    private static byte[] segment(int marker, byte[] jpeg, byte[] body) {
        return Photos.withSegment(jpeg, marker, body);
    }
}

package dev.portrait.picture.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.picture.Processors;
import dev.portrait.picture.Similarity;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Needs Debian's libturbojpeg-java and libturbojpeg0-dev. */
@DisplayName("With libjpeg-turbo")
class TurboJpegTest {

    // A JVM loads a native library only once.
    private static final Optional<TurboJpeg> FOUND = TurboJpeg.find(classPath("/usr/share/java/turbojpeg.jar"));

    private static ClassLoader classPath(String jar) {
        try {
            return new URLClassLoader(new URL[] {Path.of(jar).toUri().toURL()}, null);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }

    private final PictureProcessor processor =
            Processors.create(new PictureLimits(10 << 20, 50_000_000, 100), new JpegFormat(FOUND));

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.portrait.picture.PhotoKindsTest#jpegs")
    @DisplayName("a photo looks the same after processing, whatever the kind of its file:")
    void looks_the_same(String name, byte[] file, BufferedImage meant, double least) throws IOException {
        BufferedImage expected = Photos.scaled(meant, 512, 384);

        assertThat(Similarity.of(expected, seen(file))).isGreaterThan(least);
    }

    @Test
    @DisplayName("a large photo is decoded at a quarter of its size")
    void part() {
        Optional<Pixels> pixels = decode(Photos.photo(), 4000, 3000);

        assertThat(pixels.map(Pixels::size)).contains(new Size(1000, 750));
    }

    @Test
    @DisplayName("a small photo is decoded at its full size")
    void small() {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xffffff);

        Pixels pixels = decode(Photos.jpeg(image), 30, 20).orElseThrow();

        assertThat(pixels.size()).isEqualTo(new Size(30, 20));
        assertThat(pixels.at(29, 19)).isEqualTo(0xff000000);
    }

    @Test
    @DisplayName("a truncated file is left to the JDK")
    void cut() {
        byte[] file = Photos.jpeg(Photos.scene(900, 675, BufferedImage.TYPE_INT_RGB));
        for (int i = 0; i < 50; i++) {
            byte[] cut = Arrays.copyOf(file, file.length * i / 50);

            assertThat(decode(Photos.append(cut, new byte[] {(byte) 0xff, (byte) 0xd9}), 900, 675))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("a wrong byte does not crash the JVM")
    void flipped() throws IOException {
        byte[] file = Photos.progressiveJpeg(Photos.scene(900, 675, BufferedImage.TYPE_INT_RGB));
        for (int i = 0; i < 200; i++) {
            byte[] flipped = file.clone();
            flipped[file.length * i / 200] ^= (byte) (1 << i % 8);

            decode(flipped, 900, 675)
                    .ifPresent(pixels -> assertThat(pixels.isOpaque()).isTrue());
        }
        assertThat(seen(file).getWidth()).isEqualTo(512);
    }

    @Test
    @DisplayName("the library is not found without its binding")
    void absent() {
        assertThat(TurboJpeg.find(ClassLoader.getPlatformClassLoader())).isEmpty();
    }

    private static Optional<Pixels> decode(byte[] file, int width, int height) {
        return FOUND.orElseThrow().decode(ByteBuffer.wrap(file), new Size(width, height), new Size(512, 384));
    }

    private BufferedImage seen(byte[] file) throws IOException {
        Picture picture = processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }
}

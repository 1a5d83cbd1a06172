package dev.portrait.picture.gif;

import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static java.awt.image.BufferedImage.TYPE_INT_RGB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.RequestException;
import dev.portrait.picture.Photos;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.picture.Processors;
import dev.portrait.picture.Similarity;
import dev.portrait.picture.gif.Animations.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An animated GIF")
class AnimationTest {

    private static final int RED = 0xffd02020;
    private static final int GREEN = 0xff20b020;

    private final PictureProcessor processor = Processors.create();

    @Test
    @DisplayName("stays animated when it is scaled, with its timing and repetitions")
    void stays_animated() throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            frames.add(new Frame(ball(800, 600, 100 + 100 * i), 0, 0, 3 + i, "none"));
        }
        byte[] gif = Animations.gif(frames);

        Picture picture = avatar(gif);

        assertThat(picture.mediaType()).isEqualTo("image/gif");
        assertThat(picture.extension()).isEqualTo("gif");
        assertThat(picture.width() + "x" + picture.height()).isEqualTo("512x384");
        assertThat(picture.bytes().length).isLessThan(gif.length);
        assertThat(Animations.delays(picture.bytes())).containsExactly("3", "4", "5", "6", "7", "8");
        assertThat(new String(picture.bytes(), StandardCharsets.ISO_8859_1))
                .contains("NETSCAPE2.0\u0003\u0001\u0005\0")
                .doesNotContain(Photos.PLANTED);
        assertPlaysAlike(gif, picture);
    }

    @Test
    @DisplayName("can be uploaded again as it was served, even if little of it moves")
    void accepted_again() throws IOException {
        BufferedImage moved = new BufferedImage(40, 40, TYPE_INT_ARGB);
        IntStream.range(0, 40 * 40).forEach(i -> moved.setRGB(i % 40, i / 40, i / 120 == 4 ? GREEN : RED));
        Picture served =
                avatar(Animations.gif(List.of(Frame.of(square(40, RED)), Frame.of(Animations.indexed(moved)))));

        assertPlaysAlike(served.bytes(), avatar(served.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "doNotDispose", "restoreToBackgroundColor", "restoreToPrevious"})
    @DisplayName("shows the same frames with every disposal and position")
    void disposal(String disposal) throws IOException {
        List<Frame> frames = new ArrayList<>();
        frames.add(new Frame(ball(600, 400, 300), 0, 0, 10, "doNotDispose"));
        for (int i = 0; i < 5; i++) {
            frames.add(new Frame(square(120, i % 2 == 0 ? RED : GREEN), 60 * i, 40 * i, 10, disposal));
        }
        frames.add(new Frame(square(50, GREEN), 540, 340, 10, "none"));
        byte[] gif = Animations.gif(frames);

        assertPlaysAlike(gif, avatar(gif));
    }

    @Test
    @DisplayName("stays transparent where a frame uncovers the canvas")
    void transparent() throws IOException {
        List<Frame> frames = new ArrayList<>();
        frames.add(new Frame(new BufferedImage(600, 400, TYPE_INT_ARGB), 0, 0, 10, "restoreToBackgroundColor"));
        for (int i = 0; i < 5; i++) {
            frames.add(
                    new Frame(square(120, i % 2 == 0 ? RED : GREEN), 90 * i, 60 * i, 10, "restoreToBackgroundColor"));
        }
        frames.set(0, new Frame(Animations.indexed(frames.get(0).image()), 0, 0, 10, "restoreToBackgroundColor"));
        byte[] gif = Animations.gif(frames);

        Picture picture = avatar(gif);

        assertPlaysAlike(gif, picture);
        BufferedImage last = Animations.play(picture.bytes()).get(5);
        assertThat(last.getRGB(10, 10) >>> 24).isZero();
        assertThat(last.getRGB(360 * 512 / 600 + 30, 240 * 512 / 600 + 30)).isEqualTo(RED);
    }

    @Test
    @DisplayName(
            "whose transparent index is outside its palette shows all colours, and is transparent only at that index")
    void transparent_index_outside() throws IOException {
        int[] palette = {0xd02020, 0x20b020, 0x2020d0, 0xe0e020};
        byte[] gif = new Gifs(4, 1, palette)
                .transparent(255)
                .frame(4, 1, false, 8, new int[] {0, 1, 2, 3})
                .transparent(255)
                .frame(4, 1, false, 8, new int[] {3, 255, 255, 0})
                .end();

        List<BufferedImage> seen = Animations.play(avatar(gif).bytes());

        assertThat(seen.get(0).getRGB(0, 0, 4, 1, null, 0, 4))
                .containsExactly(0xffd02020, 0xff20b020, 0xff2020d0, 0xffe0e020);
        assertThat(seen.get(1).getRGB(0, 0, 4, 1, null, 0, 4))
                .containsExactly(0xffe0e020, 0xff20b020, 0xff2020d0, 0xffd02020);
    }

    @Test
    @DisplayName("keeps its colours exactly if it is not scaled")
    void colours() throws IOException {
        byte[] gif = Animations.gif(List.of(Frame.of(ball(300, 200, 100)), Frame.of(ball(300, 200, 150))));

        List<BufferedImage> seen = Animations.play(avatar(gif).bytes());

        List<BufferedImage> expected = Animations.play(gif);
        for (int i = 0; i < 2; i++) {
            assertThat(pixels(seen.get(i))).isEqualTo(pixels(expected.get(i)));
        }
    }

    @Test
    @DisplayName("stays animated with a hundred frames, and is reduced to its first frame with more")
    void many_frames() throws IOException {
        Picture hundred = avatar(Animations.gif(balls(100)));
        assertThat(hundred.mediaType()).isEqualTo("image/gif");
        assertThat(Animations.delays(hundred.bytes())).hasSize(100);

        assertThat(avatar(Animations.gif(balls(101))).mediaType()).isEqualTo("image/png");
        assertThat(avatar(Animations.gif(Collections.nCopies(10_000, Frame.of(square(8, RED)))))
                        .mediaType())
                .isEqualTo("image/jpeg");
    }

    @Test
    @DisplayName("is reduced to its first frame if all frames together have more than 50 megapixels")
    void many_pixels() throws IOException {
        BufferedImage still = ball(2600, 2000, 400);
        List<Frame> small = new ArrayList<>(Collections.nCopies(9, new Frame(square(8, GREEN), 9, 9, 1, "none")));
        small.add(0, Frame.of(still));

        // Ten canvases of 5.2 megapixels, though the frames themselves are small.
        assertThat(avatar(Animations.gif(small)).mediaType()).isEqualTo("image/jpeg");
        assertThat(avatar(Animations.gif(small.subList(0, 9))).mediaType()).isEqualTo("image/gif");
    }

    @Test
    @DisplayName("is refused if a later frame is damaged")
    void damaged() throws IOException {
        byte[] gif = Animations.gif(balls(5));

        for (double part : new double[] {0.3, 0.5, 0.7, 0.9, 0.99}) {
            assertThatThrownBy(() -> avatar(Photos.cut(gif, part))).isInstanceOf(RequestException.class);
        }
    }

    private static List<Frame> balls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Frame.of(Animations.indexed(withHole(ball(60, 40, 5 + i % 50)))))
                .toList();
    }

    private Picture avatar(byte[] gif) {
        return processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(gif));
    }

    private static void assertPlaysAlike(byte[] gif, Picture picture) throws IOException {
        List<BufferedImage> expected = Animations.play(gif);
        List<BufferedImage> seen = Animations.play(picture.bytes());
        assertThat(seen).hasSameSizeAs(expected);
        for (int i = 0; i < seen.size(); i++) {
            BufferedImage scaled = Photos.scaled(expected.get(i), picture.width(), picture.height());
            assertThat(Similarity.of(scaled, seen.get(i))).as("frame %d", i).isGreaterThan(0.95);
        }
    }

    /** A ball on a background, in few enough colours for a palette. */
    private static BufferedImage ball(int width, int height, int centre) {
        BufferedImage image = new BufferedImage(width, height, TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = Math.hypot(x - centre, y - height / 2.0) < height / 5.0;
                image.setRGB(x, y, inside ? RED : 0xff000000 | x * 15 / width * 0x101000 | y * 15 / height * 0x10);
            }
        }
        return Animations.indexed(image);
    }

    private static BufferedImage square(int side, int argb) {
        BufferedImage image = new BufferedImage(side, side, TYPE_INT_ARGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, argb);
        }
        return Animations.indexed(image);
    }

    private static BufferedImage withHole(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 10; x < image.getWidth(); x++) {
                copy.setRGB(x, y, image.getRGB(x, y));
            }
        }
        return copy;
    }

    private static String pixels(BufferedImage image) {
        return Arrays.toString(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
}

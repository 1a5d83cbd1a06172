package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.gif.Animations;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The square of a stored avatar")
class AvatarPicturesTest {

    private static final int[] BANDS = {0xffd02020, 0xff20b020, 0xff2020d0};

    private final AvatarPictures avatars = new AvatarPictures(new PictureLimits(10 << 20, 512 * 512, 1));

    static Stream<Arguments> stored() throws IOException {
        Map<String, byte[]> files = Map.of(
                "a landscape", Photos.jpeg(512, 288),
                "a portrait", Photos.jpeg(287, 512),
                "a progressive JPEG", Photos.progressiveJpeg(512, 384),
                "a narrow line", Photos.png(Photos.scene(1, 512, BufferedImage.TYPE_INT_RGB)),
                "a flat line", Photos.jpeg(512, 1),
                "a small picture", Photos.jpeg(100, 80),
                "a single pixel", Photos.png(Photos.scene(1, 1, BufferedImage.TYPE_INT_RGB)),
                "a transparent PNG", Photos.png(Photos.halfTransparent(300, 512)),
                "an animation", Photos.animatedGif(512, 300, 3));
        return files.entrySet().stream()
                .flatMap(file -> IntStream.of(1, 2, 79, 80, 511, 512)
                        .mapToObj(side -> Arguments.of(file.getKey(), side, file.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stored")
    @DisplayName("has exactly the size that was asked for, and the type of the stored file:")
    void size_and_type(String name, int side, byte[] stored) {
        Picture picture = square(stored.clone(), side);

        BufferedImage image = Shown.image(picture);
        assertThat(List.of(picture.width(), picture.height(), image.getWidth(), image.getHeight()))
                .containsOnly(side);
        boolean jpeg = stored[0] == (byte) 0xff;
        assertThat(picture.mediaType()).isEqualTo(jpeg ? "image/jpeg" : "image/png");
        assertThat(picture.extension()).isEqualTo(jpeg ? "jpg" : "png");
        assertThat(picture.bytes()).startsWith(jpeg ? new byte[] {-1, -40} : new byte[] {-119, 'P', 'N', 'G'});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 80, 100, 101, 512})
    @DisplayName("is the middle of the picture, whether it is made smaller or larger")
    void middle(int side) {
        BufferedImage wide = picture(300, 100, x -> y -> BANDS[x / 100]);
        BufferedImage tall = picture(100, 300, x -> y -> BANDS[y / 100]);

        assertThat(Shown.colours(square(Photos.png(wide), side)).keySet()).containsExactly(BANDS[1]);
        assertThat(Shown.colours(square(Photos.png(tall), side)).keySet()).containsExactly(BANDS[1]);
    }

    @Test
    @DisplayName("is the middle of a line")
    void middle_of_a_line() {
        BufferedImage line = picture(1, 511, x -> y -> BANDS[y < 255 ? 0 : y == 255 ? 1 : 2]);

        assertThat(Shown.colours(square(Photos.png(line), 512)).keySet()).containsExactly(BANDS[1]);
    }

    @Test
    @DisplayName("keeps what is in the square")
    void keeps_the_corners() {
        BufferedImage image = Shown.image(square(Photos.jpeg(512, 512), 80));

        double[][] places = {{0.1, 0.1}, {0.9, 0.1}, {0.1, 0.9}, {0.9, 0.9}};
        for (int i = 0; i < places.length; i++) {
            int pixel = image.getRGB((int) (80 * places[i][0]), (int) (80 * places[i][1]));
            assertThat(Shown.difference(pixel, Photos.CORNERS.get(i))).isLessThan(24);
        }
    }

    @Test
    @DisplayName("is smooth where it is enlarged")
    void smooth() {
        BufferedImage edge = picture(2, 2, x -> y -> x == 0 ? 0xff000000 : 0xffffffff);

        BufferedImage image = Shown.image(square(Photos.png(edge), 80));

        int[] row = IntStream.range(0, 80).map(x -> image.getRGB(x, 33) & 0xff).toArray();
        assertThat(row[0]).isZero();
        assertThat(row[79]).isEqualTo(255);
        for (int x = 1; x < 80; x++) {
            assertThat(row[x] - row[x - 1]).isBetween(0, 7);
            assertThat(row[x] + row[79 - x]).isBetween(254, 256);
        }
    }

    @Test
    @DisplayName("does not show the colour of transparent pixels where it is enlarged")
    void transparent_edge() {
        Picture picture = square(Photos.png(Photos.halfTransparent(10, 10)), 80);

        assertThat(Shown.colours(picture).keySet()).anyMatch(colour -> colour >>> 24 > 0 && colour >>> 24 < 255);
        assertThat(Shown.colours(picture).keySet())
                .allMatch(colour -> colour >>> 24 < 8 || Shown.difference(colour, 0x2060c0) <= 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 80})
    @DisplayName("is the first frame of an animation")
    void first_frame(int side) throws IOException {
        byte[] animation = Animations.gif(List.of(
                Animations.Frame.of(Animations.indexed(picture(20, 20, x -> y -> BANDS[0]))),
                Animations.Frame.of(Animations.indexed(picture(20, 20, x -> y -> BANDS[1])))));

        assertThat(Shown.colours(square(animation, side)).keySet())
                .allMatch(colour -> Shown.difference(colour, BANDS[0]) < 40);
    }

    @Test
    @DisplayName("is missing if the file is damaged, no picture, or too large")
    void damaged() {
        assertThat(avatars.square(Photos.cut(Photos.jpeg(300, 200), 0.5), 80)).isEmpty();
        assertThat(avatars.square(Photos.cut(Photos.png(Photos.halfTransparent(300, 200)), 0.5), 80))
                .isEmpty();
        assertThat(avatars.square(Photos.latin1("<svg/>"), 80)).isEmpty();
        assertThat(avatars.square(new byte[0], 80)).isEmpty();
        assertThat(avatars.square(Photos.pngBomb(30_000, 30_000), 80)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 513})
    @DisplayName("has a side of 1 to 512 pixels")
    void side(int side) {
        assertThatThrownBy(() -> avatars.square(Photos.jpeg(8, 8), side)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> avatars.blank(side)).isInstanceOf(IllegalArgumentException.class);
    }

    private Picture square(byte[] stored, int side) {
        Optional<Picture> picture = avatars.square(stored, side);
        assertThat(picture).isPresent();
        return picture.get();
    }

    private static BufferedImage picture(int width, int height, IntFunction<IntFunction<Integer>> colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.apply(x).apply(y));
            }
        }
        return image;
    }
}

package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.picture.format.PictureLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An identicon")
class IdenticonTest {

    private static final int[] ROWS = {-2, -1, 0, 1, 2};

    private final AvatarPictures avatars = new AvatarPictures(new PictureLimits(10 << 20, 512 * 512, 1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 24, 79, 80, 127, 128, 512})
    @DisplayName("is an opaque PNG of the size that was asked for, and its right half mirrors its left half")
    void symmetric(int side) {
        for (byte[] digest : digests(5)) {
            Picture picture = avatars.identicon(digest, side);
            BufferedImage image = Shown.image(picture);
            assertThat(picture.mediaType()).isEqualTo("image/png");
            assertThat(List.of(picture.width(), picture.height(), image.getWidth(), image.getHeight()))
                    .containsOnly(side);
            assertThat(image.getColorModel().hasAlpha()).isFalse();
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side / 2; x++) {
                    assertThat(image.getRGB(side - 1 - x, y)).isEqualTo(image.getRGB(x, y));
                }
            }
        }
    }

    @Test
    @DisplayName("of a digest stays the same from release to release")
    void stable() {
        byte[] digest = ByteBuffer.allocate(16)
                .putLong(0x0123456789abcdefL)
                .putLong(0xfedcba9876543210L)
                .array();

        assertThat(avatars.identicon(digest, 80).bytes())
                .isEqualTo(avatars.identicon(digest, 80).bytes());
        assertThat(pattern(avatars.identicon(digest, 512))).isEqualTo("""
                ##.##
                #.#.#
                #####
                #.#.#
                ..#..""");
    }

    @Test
    @DisplayName("has shapes with a contrast of at least 3 to the background, in at most two tones")
    void contrast() {
        for (byte[] digest : digests(300)) {
            BufferedImage image = Shown.image(avatars.identicon(digest, 160));
            int background = image.getRGB(0, 0);
            Set<Integer> tones = tones(image);
            tones.remove(background);
            assertThat(tones).hasSizeBetween(1, 2);
            assertThat(tones).allMatch(tone -> Shown.contrast(tone, background) >= 3);
        }
    }

    @Test
    @DisplayName("is neither nearly empty nor nearly full")
    void balanced() {
        for (byte[] digest : digests(200)) {
            long filled = pattern(avatars.identicon(digest, 128))
                    .chars()
                    .filter(place -> place == '#')
                    .count();
            assertThat(filled).isBetween(10L, 20L);
        }
    }

    @Test
    @DisplayName("differs from that of a similar digest")
    void differs() {
        byte[] digest = new byte[32];
        Set<String> patterns = new HashSet<>();
        Set<Integer> backgrounds = new HashSet<>();
        for (int bit = 0; bit < 8 * digest.length; bit++) {
            byte[] other = digest.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            Picture picture = avatars.identicon(other, 128);
            patterns.add(pattern(picture));
            backgrounds.add(Shown.image(picture).getRGB(0, 0));
        }
        assertThat(patterns).hasSizeGreaterThan(245);
        assertThat(backgrounds).hasSizeGreaterThan(60);
    }

    @Test
    @DisplayName("can have any hue")
    void hues() {
        Map<Integer, Long> hues = digests(1200).stream()
                .map(digest -> Shown.image(avatars.identicon(digest, 1)).getRGB(0, 0))
                .collect(Collectors.groupingBy(IdenticonTest::sector, Collectors.counting()));

        assertThat(hues.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(hues.values()).allMatch(count -> count > 60 && count < 480);
    }

    @Test
    @DisplayName("needs a digest of at least 16 bytes")
    void short_digest() {
        assertThatThrownBy(() -> avatars.identicon(new byte[15], 80)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 79, 80, 512})
    @DisplayName("has simpler relatives: a grey person, and nothing")
    void person_and_blank(int side) {
        Picture person = avatars.person(side);
        Picture blank = avatars.blank(side);

        assertThat(List.of(person.width(), person.height(), blank.width(), blank.height()))
                .containsOnly(side);
        assertThat(Shown.image(person).getWidth()).isEqualTo(side);
        assertThat(Shown.colours(person).keySet())
                .allMatch(colour -> colour >>> 24 == 255 && Shown.difference(colour, (colour & 0xff) * 0x010101) < 24);
        assertThat(Shown.colours(blank)).isEqualTo(Map.of(0, side * side));
        assertThat(List.of(person.mediaType(), blank.mediaType())).containsOnly("image/png");
    }

    private static List<byte[]> digests(int count) {
        Random random = new Random(11);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] digest = new byte[i % 2 == 0 ? 16 : 32];
                    random.nextBytes(digest);
                    return digest;
                })
                .toList();
    }

    // Of the shapes, without their edges.
    private static Set<Integer> tones(BufferedImage image) {
        Set<Integer> tones = new HashSet<>();
        for (int row : ROWS) {
            for (int column : ROWS) {
                tones.add(image.getRGB(place(column, image.getWidth()), place(row, image.getWidth())));
            }
        }
        return tones;
    }

    // The centre of each place: filled or not.
    private static String pattern(Picture picture) {
        BufferedImage image = Shown.image(picture);
        int side = image.getWidth();
        return IntStream.of(ROWS)
                .mapToObj(row -> IntStream.of(ROWS)
                        .mapToObj(column ->
                                image.getRGB(place(column, side), place(row, side)) == image.getRGB(0, 0) ? "." : "#")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static int place(int number, int side) {
        return (int) (side * (0.5 + number * 0.138));
    }

    private static int sector(int colour) {
        float[] hsb = Color.RGBtoHSB(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff, null);
        return (int) (hsb[0] * 6) % 6;
    }
}

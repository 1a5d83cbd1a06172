package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portrait.picture.format.PictureLimits;
import java.awt.AWTError;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The picture of initials")
class InitialsPictureTest {

    private static final PictureLimits LIMITS = new PictureLimits(10 << 20, 512 * 512, 1);
    private static final byte[] DIGEST = new byte[16];
    private static final int WHITE = 0xffffffff;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AB",
                "WM",
                "I",
                "Q",
                "\u00c4\u00c7",
                "\u0416\u0429",
                "\u03a9\u03a3",
                "\u738b",
                "\u5f20\u4e09",
                "\u0639",
                "\u05d0\u05d1",
                "q\u0323\u0302\u0301\u0300Z\u030c",
                "\ud83d\ude00",
                "\u2764\ufe0f"
            })
    @DisplayName("shows whole letters of any script that the server has a font for, and otherwise does not exist:")
    void scripts(String initials) {
        AvatarPictures avatars = new AvatarPictures(LIMITS);
        for (int side : new int[] {1, 2, 24, 79, 80, 512}) {
            avatars.initials(initials, DIGEST, side).ifPresent(picture -> assertLegible(picture, side));
        }
    }

    private static void assertLegible(Picture picture, int side) {
        BufferedImage image = Shown.image(picture);
        assertThat(picture.mediaType()).isEqualTo("image/png");
        assertThat(picture.width() + " " + picture.height()).isEqualTo(side + " " + side);
        assertThat(image.getWidth() + " " + image.getHeight()).isEqualTo(side + " " + side);
        if (side >= 80) {
            Rectangle2D ink = ink(image);
            assertThat(new Rectangle2D.Double(0.1, 0.1, 0.8, 0.8).contains(ink))
                    .as("%s", ink)
                    .isTrue();
            assertThat(Math.max(ink.getWidth(), ink.getHeight())).isGreaterThan(0.25);
            assertThat(ink.getCenterX()).isBetween(0.48, 0.52);
            assertThat(ink.getCenterY()).isBetween(0.35, 0.65);
        }
    }

    @Test
    @DisplayName("does not exist if no font has a letter, or if there is no letter")
    void no_letter() {
        AvatarPictures avatars = new AvatarPictures(LIMITS);

        assertThat(avatars.initials("\u0378", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("A\u0378", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("\ud83d", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("\u200d", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("A" + "\u0301".repeat(40), DIGEST, 80)).isEmpty();
    }

    @Test
    @DisplayName("is white on a colour with a contrast of at least 4.5")
    void contrast() {
        AvatarPictures avatars = drawing(new Rectangle2D.Double(0, -0.72, 1, 0.72));
        Random random = new Random(12);
        byte[] digest = new byte[32];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(digest);
            BufferedImage image = Shown.image(present(avatars.initials("A", digest, 40)));
            assertThat(image.getRGB(20, 20)).isEqualTo(WHITE);
            assertThat(Shown.contrast(image.getRGB(0, 0), WHITE)).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    @DisplayName("fits wide and high text into the same box, and fills it as the outline says")
    void fits() {
        Shape wide = new Rectangle2D.Double(0.3, -0.7, 20, 0.7);
        Shape high = new Rectangle2D.Double(-1, -5, 1, 6);

        assertThat(ink(Shown.image(present(drawing(wide).initials("AB", DIGEST, 500))))
                        .getWidth())
                .isBetween(0.67, 0.69);
        Rectangle2D box = ink(Shown.image(present(drawing(high).initials("AB", DIGEST, 500))));
        assertThat(box.getHeight()).isBetween(0.59, 0.61);
        assertThat(box.getCenterY()).isBetween(0.49, 0.51);
    }

    @Test
    @DisplayName("covers exactly the area of the outline: holes stay open, overlaps stay filled")
    void area() {
        Path2D hole = new Path2D.Double(new Ellipse2D.Double(0, -1, 1, 1));
        // The other way round, as fonts draw holes. It is not closed either.
        hole.moveTo(0.3, -0.3);
        hole.lineTo(0.7, -0.3);
        hole.lineTo(0.7, -0.7);
        hole.lineTo(0.3, -0.7);
        Path2D overlap = new Path2D.Double(new Rectangle2D.Double(0, -1, 0.6, 1));
        overlap.append(new Rectangle2D.Double(0.4, -1, 0.6, 1), false);

        double part = 0.48 * 0.48;
        for (int side : new int[] {1, 7, 24, 80, 512}) {
            assertThat(area(hole, side)).isCloseTo((Math.PI / 4 - 0.16) * part, within(0.006));
        }
        assertThat(area(overlap, 80)).isCloseTo(part, within(0.006));
        assertThat(area(overlap, 512)).isCloseTo(part, within(0.006));
    }

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                InternalError::new,
                NoClassDefFoundError::new,
                () -> new UnsatisfiedLinkError("no freetype"),
                () -> new ExceptionInInitializerError(new IllegalStateException()),
                () -> new AWTError("no display"),
                NullPointerException::new);
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("does not exist if Java has no fonts, and Java is asked only once")
    void no_fonts(Supplier<Throwable> failure) {
        AtomicInteger asked = new AtomicInteger();
        AvatarPictures avatars = new AvatarPictures(LIMITS, text -> {
            asked.incrementAndGet();
            throw sneaky(failure.get());
        });

        assertThat(avatars.initials("AB", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("AB", DIGEST, 80)).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("exists for other people if fonts fail for one of them")
    void odd_text() {
        AvatarPictures avatars = new AvatarPictures(LIMITS, text -> {
            if (text.equals("X")) {
                throw new IllegalStateException();
            }
            return Optional.of(new Rectangle2D.Double(0, -1, 1, 1));
        });

        assertThat(avatars.initials("X", DIGEST, 80)).isEmpty();
        assertThat(avatars.initials("AB", DIGEST, 80)).isPresent();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    private static AvatarPictures drawing(Shape shape) {
        return new AvatarPictures(LIMITS, text -> Optional.of(shape));
    }

    private static Picture present(Optional<Picture> picture) {
        assertThat(picture).isPresent();
        return picture.get();
    }

    // The part of the picture that is white.
    private static double area(Shape shape, int side) {
        BufferedImage image = Shown.image(present(drawing(shape).initials("A", DIGEST, side)));
        int background =
                Shown.image(present(drawing(shape).initials("A", DIGEST, 512))).getRGB(0, 0) & 0xff;
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                sum += ((image.getRGB(x, y) & 0xff) - background) / (255.0 - background);
            }
        }
        return sum / side / side;
    }

    // The box around all pixels that are more white than not, where the side of the picture is 1.
    private static Rectangle2D ink(BufferedImage image) {
        double side = image.getWidth();
        Rectangle2D ink = new Rectangle2D.Double();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (Shown.difference(image.getRGB(x, y), WHITE) < Shown.difference(image.getRGB(0, 0), WHITE) / 2) {
                    Rectangle2D pixel = new Rectangle2D.Double(x / side, y / side, 1 / side, 1 / side);
                    ink = ink.isEmpty() ? pixel : ink.createUnion(pixel);
                }
            }
        }
        return ink;
    }
}

package dev.portrait.picture;

import dev.portrait.picture.gif.Animations;
import dev.portrait.picture.gif.Gifs;
import dev.portrait.picture.png.RawPng;
import dev.portrait.picture.webp.LosslessEncoder;
import dev.portrait.picture.webp.Webp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Files of all kinds that a browser shows. Each has a name, the file, and a file that looks the same and that browsers show
 * completely.
 */
public final class ShownPictures {

    private static final int[] PALETTE = {0xd02020, 0x20b020, 0x2020d0, 0xe0e020};

    private ShownPictures() {}

    public static Stream<Arguments> all() throws IOException {
        Stream<Arguments> photos = Stream.of(PhotoKindsTest.jpegs(), PhotoKindsTest.pngs(), PhotoKindsTest.others())
                .flatMap(kinds -> kinds)
                .map(kind -> file((String) kind.get()[0], (byte[]) kind.get()[1]));
        Stream<Arguments> odd = Stream.of(
                        WholePictureTest.jpegs(),
                        WholePictureTest.ambiguousJpegs(),
                        WholePictureTest.oddPngs(false),
                        WholePictureTest.gifs())
                .flatMap(kinds -> kinds)
                .map(kind -> Arguments.of(kind.get()[0], kind.get()[1], kind.get()[2]));
        Stream<Arguments> turned = IntStream.rangeClosed(1, 8)
                .mapToObj(orientation -> file("turned " + orientation, Photos.turnedJpeg(300, 200, orientation)));
        Stream<Arguments> palettes = Stream.of(false, true)
                .map(interlaced -> file("PNG, palette too short " + interlaced, RawPng.shortPalette(interlaced)));
        return Stream.of(photos, odd, turned, palettes, gifs(), webps()).flatMap(kinds -> kinds);
    }

    private static Stream<Arguments> gifs() throws IOException {
        List<Arguments> gifs = new ArrayList<>();
        int[] stripes = IntStream.range(0, 64 * 48).map(i -> i / 16 % 4).toArray();
        for (int transparent : new int[] {3, 4, 255}) {
            gifs.add(file(
                    "GIF with transparent index " + transparent,
                    new Gifs(64, 48, PALETTE)
                            .transparent(transparent)
                            .frame(64, 48, false, 2, stripes)
                            .end()));
            gifs.add(file(
                    "animated GIF with transparent index " + transparent,
                    new Gifs(64, 48, PALETTE)
                            .transparent(transparent)
                            .frame(64, 48, false, 2, stripes)
                            .transparent(transparent)
                            .frame(32, 16, false, 2, Arrays.copyOf(stripes, 512))
                            .end()));
            int[] outside = Arrays.stream(stripes)
                    .map(i -> i == 1 ? 255 : i == 2 ? 77 : i)
                    .toArray();
            gifs.add(file(
                    "GIF with pixels outside its palette and transparent index " + transparent,
                    new Gifs(64, 48, PALETTE)
                            .transparent(transparent)
                            .frame(64, 48, false, 8, outside)
                            .end()));
        }
        gifs.add(file(
                "GIF without palette",
                new Gifs(64, 48).frame(64, 48, false, 2, stripes).end()));
        for (int height : new int[] {1, 2, 3, 4, 5, 48}) {
            gifs.add(file(
                    "interlaced GIF of height " + height,
                    new Gifs(64, height, PALETTE)
                            .transparent(0)
                            .frame(64, height, true, 2, Arrays.copyOf(stripes, 64 * height))
                            .end()));
        }
        gifs.add(file(
                "GIF larger than its screen",
                new Gifs(20, 20, PALETTE).frame(64, 48, false, 2, stripes).end()));
        gifs.add(file(
                "GIF smaller than its screen",
                new Gifs(80, 80, PALETTE).frame(64, 48, false, 2, stripes).end()));
        for (String disposal : List.of("none", "doNotDispose", "restoreToBackgroundColor", "restoreToPrevious")) {
            BufferedImage ground = Animations.indexed(Photos.scene(300, 200, BufferedImage.TYPE_INT_RGB));
            BufferedImage hole = Photos.halfTransparentPalette(60, 40);
            gifs.add(file(
                    "animated GIF with disposal " + disposal,
                    Animations.gif(List.of(
                            new Animations.Frame(ground, 0, 0, 10, "none"),
                            new Animations.Frame(hole, 20, 30, 10, disposal),
                            new Animations.Frame(hole, 60, 40, 10, disposal),
                            new Animations.Frame(hole, 270, 180, 10, disposal)))));
        }
        return gifs.stream();
    }

    private static Stream<Arguments> webps() {
        BufferedImage clear = Photos.halfTransparent(300, 200);
        BufferedImage scene = Photos.scene(64, 48, BufferedImage.TYPE_INT_RGB);
        return Stream.of(
                file("WebP, animated", Webp.animated(scene, 80, 60, 10, 6)),
                file(
                        "WebP, lossless, without a hint of its alpha",
                        Webp.lossless(new LosslessEncoder(clear).header(false).picture())));
    }

    /** Returns kinds of WebP that browsers show but do not write, made from one that a browser wrote. */
    public static Stream<Arguments> ofLossyWebp(byte[] webp, int width, int height) {
        byte[] picture = chunk(webp, "VP8 ");
        byte[] plane = new byte[1 + width * height];
        new Random(9).nextBytes(plane);
        List<Arguments> kinds = new ArrayList<>();
        kinds.add(file("WebP, lossy", webp));
        for (int filter = 0; filter < 4; filter++) {
            byte[] alpha = plane.clone();
            alpha[0] = (byte) (filter << 2);
            kinds.add(file(
                    "WebP, lossy, with alpha by filter " + filter,
                    Webp.extended(0x10, width, height, Webp.chunk("ALPH", alpha), picture)));
        }
        kinds.add(file(
                "WebP, lossy, with alpha that is not announced",
                Webp.extended(0, width, height, Webp.chunk("ALPH", plane), picture)));
        byte[] profile = Webp.chunk("ICCP", DisplayP3.profile());
        kinds.add(file("WebP, lossy, in Display P3", Webp.extended(0x20, width, height, profile, picture)));
        kinds.add(file("WebP, lossy, in a profile not announced", Webp.extended(0, width, height, profile, picture)));
        return kinds.stream();
    }

    private static byte[] chunk(byte[] webp, String name) {
        ByteBuffer chunks = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).position(12);
        while (true) {
            int start = chunks.position();
            int length = chunks.getInt(start + 4);
            int end = start + 8 + length + length % 2;
            if (Arrays.equals(Arrays.copyOfRange(webp, start, start + 4), Photos.latin1(name))) {
                return Arrays.copyOfRange(webp, start, end);
            }
            chunks.position(end);
        }
    }

    private static Arguments file(String name, byte[] file) {
        return Arguments.of(name, file, file);
    }
}

package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A picture of which no pixel is missing is whole:")
class WholePictureTest {

    private static final byte[] JPEG = Photos.jpeg(96, 64);
    private static final byte[] PROGRESSIVE = Photos.progressiveJpeg(96, 64);
    private static final byte[] PLAIN = Jpegs.withoutJfif(JPEG);
    private static final byte[] TURNED = Jpegs.turned(JPEG, 6);
    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final byte[] IN_LINEAR = Jpegs.withProfilePart(JPEG, 1, 1, LINEAR);
    private static final byte[] TRAILER = Photos.latin1("SEFH trailer of a maker, without any marker");

    private final PictureProcessor processor = new PictureProcessor(
            new PictureLimits(10 << 20, 1_000_000, 100),
            new Bulkhead(1, 0, Duration.ofSeconds(1)),
            new Metrics(List.of()),
            new Codecs(Optional.empty()));

    static Stream<Arguments> jpegs() {
        byte[] grey = Photos.greyJpeg(96, 64, 99);
        byte[] cmyk = Photos.cmykJpeg(96, 64, 10, 200, 90, 30);
        byte[] open = Jpegs.withoutEnd(JPEG);
        return Stream.of(
                Arguments.of("without its end", open, JPEG),
                Arguments.of("progressive, without its end", Jpegs.withoutEnd(PROGRESSIVE), PROGRESSIVE),
                Arguments.of("grey, without its end", Jpegs.withoutEnd(grey), grey),
                Arguments.of("CMYK, without its end", Jpegs.withoutEnd(cmyk), cmyk),
                Arguments.of("with half of its end", Jpegs.cut(JPEG, 1), JPEG),
                Arguments.of("with a trailer at once", Photos.append(open, TRAILER), JPEG),
                Arguments.of(
                        "progressive, with a trailer",
                        Photos.append(Jpegs.withoutEnd(PROGRESSIVE), TRAILER),
                        PROGRESSIVE),
                Arguments.of("with a trailer that is another JPEG", Photos.append(open, grey), JPEG),
                Arguments.of("with a trailer of a marker that is none", behind(open, "ff4b 1122"), JPEG),
                Arguments.of("with a trailer of a segment that is cut", behind(open, "ffe5 ff00 1122"), JPEG),
                Arguments.of("with a scan too many", behind(open, tail(JPEG, Jpegs.scan(JPEG, 0))), JPEG),
                Arguments.of("with stray bytes between segments", between("1122"), JPEG),
                Arguments.of("with many stray bytes", between("00".repeat(70_000)), JPEG),
                Arguments.of("with stray bytes like those of a scan", between("11 ff00 22"), JPEG),
                Arguments.of("with markers that have no segment", between("ffd0 ff01"), JPEG),
                Arguments.of(
                        "progressive, with stray bytes behind a scan",
                        Photos.insert(PROGRESSIVE, Jpegs.behindFirstScan(PROGRESSIVE), Jpegs.hex("1122")),
                        PROGRESSIVE),
                Arguments.of("with a segment of length 0", between("ffe5 0000"), JPEG),
                Arguments.of("with a comment of length 1", between("fffe 0001"), JPEG),
                Arguments.of("with a profile that ends before its numbers", segment(0xe2, "ICC_PROFILE\0"), JPEG),
                Arguments.of("with a profile that ends between them", segment(0xe2, "ICC_PROFILE\0\1"), JPEG),
                Arguments.of("with a short segment of Adobe's", segment(0xee, "Adobe"), JPEG),
                Arguments.of("with a table of nothing", between("ffdb 0002"), JPEG),
                Arguments.of("with a table for another coding", between("ffcc 0004 0010"), JPEG),
                Arguments.of("of 24 scans", Jpegs.progressive(96, 64, 24), PROGRESSIVE),
                Arguments.of("of 99 scans", Jpegs.progressive(96, 64, 99), PROGRESSIVE));
    }

    static Stream<Arguments> jpegsOfTwoMinds() {
        byte[] p3 = DisplayP3.profile();
        byte[] half = Arrays.copyOf(LINEAR, 200);
        byte[] otherHalf = Arrays.copyOfRange(LINEAR, 200, LINEAR.length);
        return Stream.of(
                Arguments.of("turned, then not", Jpegs.turned(JPEG, 6, 1), TURNED),
                Arguments.of("turned, then without orientation", Jpegs.turned(JPEG, 6, 0), TURNED),
                Arguments.of("not turned, then turned", Jpegs.turned(JPEG, 1, 6), JPEG),
                Arguments.of("without orientation, then turned", Jpegs.turned(JPEG, 0, 6), JPEG),
                Arguments.of(
                        "turned by an impossible number, then turned",
                        exif("0112 0003 00000001 00090000 0112 0003 00000001 00060000"),
                        TURNED),
                Arguments.of("turned by two numbers at once", exif("0112 0003 00000002 00060006"), JPEG),
                Arguments.of(
                        "turned by what comes behind the first scan",
                        Photos.insert(
                                PROGRESSIVE,
                                Jpegs.behindFirstScan(PROGRESSIVE),
                                tail(Jpegs.turned(Jpegs.hex("ffd8"), 6), 2)),
                        PROGRESSIVE),
                Arguments.of(
                        "with two profiles, of which the first counts",
                        Jpegs.withProfilePart(Jpegs.withProfilePart(JPEG, 1, 1, p3), 1, 1, LINEAR),
                        IN_LINEAR),
                Arguments.of(
                        "with a profile in two parts, the second first",
                        Jpegs.withProfilePart(Jpegs.withProfilePart(JPEG, 1, 2, half), 2, 2, otherHalf),
                        IN_LINEAR),
                Arguments.of(
                        "with a profile that is longer than it says",
                        Jpegs.withProfilePart(JPEG, 1, 1, Photos.append(LINEAR, new byte[3])),
                        IN_LINEAR),
                Arguments.of("with half a profile", Jpegs.withProfilePart(JPEG, 1, 2, half), JPEG),
                Arguments.of("with a part of no profile", Jpegs.withProfilePart(JPEG, 0, 0, LINEAR), JPEG),
                Arguments.of("RGB by Adobe, but JFIF", segment(0xee, "Adobe\0d\0\0\0\0\0"), JPEG),
                Arguments.of(
                        "of a transform that Adobe does not have",
                        Photos.withSegment(PLAIN, 0xee, Photos.latin1("Adobe\0d\0\0\0\0\3")),
                        JPEG));
    }

    static Stream<Arguments> pngs() {
        return Stream.of(false, true).flatMap(WholePictureTest::oddPngs);
    }

    static Stream<Arguments> oddPngs(boolean interlaced) {
        BufferedImage scene = Photos.scene(40, 30, BufferedImage.TYPE_INT_RGB);
        byte[] png = RawPng.write(scene, RawPng.RGB, 8, interlaced);
        byte[] palette = RawPng.write(Photos.halfTransparentPalette(40, 30), RawPng.PALETTE, 8, interlaced);
        byte[] open = Jpegs.cut(png, 12);
        byte[] data = Arrays.copyOfRange(open, 41, open.length - 4);
        byte[] head = Arrays.copyOf(png, 33);
        byte[] end = tail(png, png.length - 12);
        byte[] wrong = data.clone();
        wrong[wrong.length - 1] ^= 1;
        byte[] profile = Photos.append(Photos.latin1("linear\0\0"), Photos.deflated(LINEAR));
        byte[] p3 = Photos.append(Photos.latin1("P3\0\0"), Photos.deflated(DisplayP3.profile()));
        byte[] inLinear = Photos.withPngChunk(png, "iCCP", profile);
        byte[] gamma = Photos.withPngChunk(png, "gAMA", Jpegs.hex("000186a0"));
        byte[] turned = Photos.withPngChunk(png, "eXIf", Photos.exif(6));
        String way = interlaced ? ", interlaced" : "";
        return Stream.of(
                Arguments.of("without IEND" + way, open, png),
                Arguments.of("without the checksum of its pixels" + way, Jpegs.cut(open, 4), png),
                Arguments.of("with half the checksum of its pixels" + way, Jpegs.cut(open, 2), png),
                Arguments.of("without the end of its compressed pixels" + way, Jpegs.cut(open, 8), png),
                Arguments.of("whose compressed pixels have a wrong sum" + way, png(head, wrong, end), png),
                Arguments.of("with a damaged IEND" + way, damaged(png, png.length - 1), png),
                Arguments.of("with a text behind its pixels, cut" + way, behind(open, "0000ffff 74455874 11"), png),
                Arguments.of("with junk instead of IEND" + way, Photos.append(open, TRAILER), png),
                Arguments.of(
                        "with a palette that nobody needs" + way, Photos.withPngChunk(png, "PLTE", new byte[4]), png),
                Arguments.of("with a damaged profile" + way, damaged(inLinear, 33 + 8 + profile.length), png),
                Arguments.of(
                        "with two profiles" + way,
                        Photos.withPngChunk(Photos.withPngChunk(png, "iCCP", p3), "iCCP", profile),
                        inLinear),
                Arguments.of(
                        "with a profile without a name" + way, Photos.withPngChunk(png, "iCCP", tail(profile, 6)), png),
                Arguments.of("with a damaged gamma" + way, damaged(gamma, 33 + 8), png),
                Arguments.of("with a short gamma" + way, Photos.withPngChunk(png, "gAMA", new byte[3]), png),
                Arguments.of("with a long gamma" + way, Photos.withPngChunk(png, "gAMA", Jpegs.hex("000186a000")), png),
                Arguments.of(
                        "with an intent that is none" + way, Photos.withPngChunk(gamma, "sRGB", new byte[] {9}), gamma),
                Arguments.of(
                        "grey with a profile of colours" + way,
                        profiled(RawPng.GREY, interlaced),
                        profiled(RawPng.RGB, interlaced)),
                Arguments.of("with odd primaries" + way, Photos.withPngChunk(png, "cHRM", new byte[5]), png),
                Arguments.of(
                        "turned, then not" + way,
                        Photos.withPngChunk(Photos.withPngChunk(png, "eXIf", Photos.exif(1)), "eXIf", Photos.exif(6)),
                        turned),
                Arguments.of("with damaged EXIF" + way, damaged(turned, 33 + 8), png),
                Arguments.of(
                        "with EXIF behind its pixels" + way,
                        Photos.insert(png, png.length - 12, Photos.pngChunk("eXIf", Photos.exif(6))),
                        png),
                Arguments.of(
                        "with a transparent colour of odd length" + way,
                        Photos.withPngChunk(png, "tRNS", new byte[5]),
                        png),
                Arguments.of(
                        "with a palette and transparency twice" + way,
                        Photos.insert(palette, palette.length - 12, Photos.pngChunk("tRNS", new byte[2])),
                        palette));
    }

    private static byte[] profiled(int type, boolean interlaced) {
        BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 30; i++) {
            grey.setRGB(i % 40, i / 40, i / 5 * 0x010101);
        }
        byte[] profile = Photos.append(Photos.latin1("linear\0\0"), Photos.deflated(LINEAR));
        return Photos.withPngChunk(RawPng.write(grey, type, 8, interlaced), "iCCP", profile);
    }

    static Stream<Arguments> gifs() {
        byte[] gif = Photos.gif(Photos.scene(40, 30, BufferedImage.TYPE_BYTE_INDEXED));
        byte[] open = Jpegs.cut(gif, 1);
        return Stream.of(
                Arguments.of("GIF without its end", open, gif),
                Arguments.of("GIF without the end of its pixels", Jpegs.cut(gif, 2), gif),
                Arguments.of("GIF with junk behind", Photos.append(open, TRAILER), gif),
                Arguments.of("GIF with a comment that is cut", behind(open, "21fe 05 4142"), gif),
                Arguments.of("GIF with an extension that is cut", behind(open, "21"), gif),
                Arguments.of("GIF with a control that is cut", behind(open, "21f9 04 05"), gif));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"jpegs", "jpegsOfTwoMinds", "pngs", "gifs"})
    @DisplayName("so is one")
    void whole(String name, byte[] file, byte[] same) {
        assertThat(avatar(file).bytes()).isEqualTo(avatar(same).bytes());
    }

    static Stream<Arguments> missing() {
        byte[] cut = Photos.append(Jpegs.cut(JPEG, 200), Jpegs.hex("ffd9"));
        int scan = Jpegs.scan(cut, 0);
        byte[] odd = cut.clone();
        odd[scan + 12] = 5; // the last coefficient, which only a progressive file can choose
        byte[] png = RawPng.write(Photos.scene(40, 30, BufferedImage.TYPE_INT_RGB), RawPng.RGB, 8, false);
        byte[] palette = RawPng.write(Photos.halfTransparentPalette(40, 30), RawPng.PALETTE, 8, false);
        byte[] interlaced = RawPng.write(Photos.scene(40, 30, BufferedImage.TYPE_INT_RGB), RawPng.RGB, 8, true);
        byte[] gif = Photos.gif(Photos.scene(40, 30, BufferedImage.TYPE_BYTE_INDEXED));
        return Stream.of(
                Arguments.of("JPEG without the end of its pixels", Jpegs.cut(JPEG, 10)),
                Arguments.of("progressive JPEG without the end of its pixels", Jpegs.cut(PROGRESSIVE, 10)),
                Arguments.of(
                        "progressive JPEG without its last scan and its end",
                        Arrays.copyOf(PROGRESSIVE, Jpegs.scan(PROGRESSIVE, Jpegs.count(PROGRESSIVE) - 1))),
                Arguments.of("JPEG that is cut, with an end", cut),
                Arguments.of("JPEG that is cut, with odd numbers", odd),
                Arguments.of(
                        "JPEG that is cut, of an odd transform",
                        Photos.withSegment(Jpegs.withoutJfif(cut), 0xee, Photos.latin1("Adobe\0d\0\0\0\0\3"))),
                Arguments.of("PNG without the end of its pixels", Jpegs.cut(png, 30)),
                Arguments.of("interlaced PNG without the end of its pixels", Jpegs.cut(interlaced, 30)),
                Arguments.of("PNG with damaged pixels", damaged(png, png.length - 13)),
                Arguments.of("PNG with a damaged header", damaged(png, 32)),
                Arguments.of("PNG with a damaged palette", damaged(palette, 33 + 8)),
                Arguments.of("PNG with a critical chunk of no name", Photos.withPngChunk(png, "ABCD", new byte[1])),
                Arguments.of("PNG without pixels", Photos.append(Arrays.copyOf(png, 33), tail(png, png.length - 12))),
                Arguments.of("GIF without the end of its pixels", Jpegs.cut(gif, 10)),
                Arguments.of("GIF with half a frame behind", behind(Jpegs.cut(gif, 1), "2c 0000 0000 0100 0100 00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("a pixel is missing, or may be wrong, in a")
    void missing(String name, byte[] file) {
        assertRefused(file, ErrorCode.INVALID_IMAGE);
    }

    @Test
    @DisplayName("a JPEG of more scans than browsers show, or than can be decoded soon, is of a kind that is not taken")
    void too_many_scans() {
        assertRefused(Jpegs.progressive(96, 64, 100), ErrorCode.UNSUPPORTED_IMAGE);
        // Of the largest picture, 20 scans are taken.
        assertThat(avatar(Jpegs.progressive(1000, 1000, 20)).width()).isEqualTo(512);
        assertRefused(Jpegs.progressive(1000, 1000, 21), ErrorCode.UNSUPPORTED_IMAGE);
    }

    private Picture avatar(byte[] file) {
        return processor.process("avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
    }

    private void assertRefused(byte[] file, ErrorCode code) {
        assertThatThrownBy(() -> avatar(file))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors()).containsExactly(new FieldError("avatar", code)));
    }

    private static byte[] between(String bytes) {
        return Photos.insert(JPEG, Jpegs.BEHIND_JFIF, Jpegs.hex(bytes));
    }

    private static byte[] segment(int marker, String body) {
        return Photos.withSegment(JPEG, marker, Photos.latin1(body));
    }

    private static byte[] exif(String entries) {
        byte[] tiff = Jpegs.hex("4d4d002a 00000008 %04x %s 00000000"
                .formatted(entries.replace(" ", "").length() / 24, entries));
        return Photos.withSegment(JPEG, 0xe1, Photos.append(Photos.latin1("Exif\0\0"), tiff));
    }

    private static byte[] behind(byte[] file, String bytes) {
        return behind(file, Jpegs.hex(bytes));
    }

    private static byte[] behind(byte[] file, byte[] bytes) {
        return Photos.append(file, bytes);
    }

    private static byte[] tail(byte[] file, int from) {
        return Arrays.copyOfRange(file, from, file.length);
    }

    private static byte[] damaged(byte[] file, int at) {
        byte[] damaged = file.clone();
        damaged[at] ^= 1;
        return damaged;
    }

    private static byte[] png(byte[] head, byte[] data, byte[] end) {
        return Photos.append(Photos.append(head, Photos.pngChunk("IDAT", data)), end);
    }
}

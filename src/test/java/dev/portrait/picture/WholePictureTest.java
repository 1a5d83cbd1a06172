package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.png.RawPng;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A file")
class WholePictureTest {

    private static final byte[] JPEG = Photos.jpeg(96, 64);
    private static final byte[] PROGRESSIVE = Photos.progressiveJpeg(96, 64);
    private static final byte[] PLAIN = Jpegs.withoutJfif(JPEG);
    private static final byte[] TURNED = Jpegs.turned(JPEG, 6);
    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final byte[] IN_LINEAR = Jpegs.withProfilePart(JPEG, 1, 1, LINEAR);
    private static final byte[] TRAILER = Photos.latin1("SEFH trailer of a maker, without any marker");

    private final PictureProcessor processor = Processors.create(new PictureLimits(10 << 20, 1_000_000, 100));

    static Stream<Arguments> jpegs() {
        byte[] grey = Photos.greyJpeg(96, 64, 99);
        byte[] cmyk = Photos.cmykJpeg(96, 64, 10, 200, 90, 30);
        byte[] open = Jpegs.withoutEnd(JPEG);
        return Stream.of(
                Arguments.of("JPEG without its end marker", open, JPEG),
                Arguments.of("progressive JPEG without its end marker", Jpegs.withoutEnd(PROGRESSIVE), PROGRESSIVE),
                Arguments.of("grey JPEG without its end marker", Jpegs.withoutEnd(grey), grey),
                Arguments.of("CMYK JPEG without its end marker", Jpegs.withoutEnd(cmyk), cmyk),
                Arguments.of("JPEG with half of its end marker", Jpegs.cut(JPEG, 1), JPEG),
                Arguments.of("JPEG with a trailer instead of the end marker", Photos.append(open, TRAILER), JPEG),
                Arguments.of(
                        "progressive JPEG with a trailer",
                        Photos.append(Jpegs.withoutEnd(PROGRESSIVE), TRAILER),
                        PROGRESSIVE),
                Arguments.of("JPEG with a trailer that is another JPEG", Photos.append(open, grey), JPEG),
                Arguments.of("JPEG with a trailer of an invalid marker", behind(open, "ff4b 1122"), JPEG),
                Arguments.of("JPEG with a trailer of a truncated segment", behind(open, "ffe5 ff00 1122"), JPEG),
                Arguments.of("JPEG with a surplus scan", behind(open, tail(JPEG, Jpegs.scan(JPEG, 0))), JPEG),
                Arguments.of("JPEG with stray bytes between segments", between("1122"), JPEG),
                Arguments.of("JPEG with many stray bytes", between("00".repeat(70_000)), JPEG),
                Arguments.of("JPEG with stray bytes like those of a scan", between("11 ff00 22"), JPEG),
                Arguments.of("JPEG with markers that have no segment", between("ffd0 ff01"), JPEG),
                Arguments.of(
                        "progressive JPEG with stray bytes after a scan",
                        Photos.insert(PROGRESSIVE, Jpegs.behindFirstScan(PROGRESSIVE), Jpegs.hex("1122")),
                        PROGRESSIVE),
                Arguments.of("JPEG with a segment of length 0", between("ffe5 0000"), JPEG),
                Arguments.of("JPEG with a comment of length 1", between("fffe 0001"), JPEG),
                Arguments.of("JPEG with a profile that ends before its numbers", segment(0xe2, "ICC_PROFILE\0"), JPEG),
                Arguments.of(
                        "JPEG with a profile that ends between its numbers", segment(0xe2, "ICC_PROFILE\0\1"), JPEG),
                Arguments.of("JPEG with a short Adobe segment", segment(0xee, "Adobe"), JPEG),
                Arguments.of("JPEG with an empty table", between("ffdb 0002"), JPEG),
                Arguments.of("JPEG with a table for arithmetic coding", between("ffcc 0004 0010"), JPEG),
                Arguments.of("JPEG of 24 scans", Jpegs.progressive(96, 64, 24), PROGRESSIVE),
                Arguments.of("JPEG of 99 scans", Jpegs.progressive(96, 64, 99), PROGRESSIVE));
    }

    static Stream<Arguments> ambiguousJpegs() {
        byte[] p3 = DisplayP3.profile();
        byte[] half = Arrays.copyOf(LINEAR, 200);
        byte[] otherHalf = Arrays.copyOfRange(LINEAR, 200, LINEAR.length);
        return Stream.of(
                Arguments.of("JPEG turned, then upright", Jpegs.turned(JPEG, 6, 1), TURNED),
                Arguments.of("JPEG turned, then without orientation", Jpegs.turned(JPEG, 6, 0), TURNED),
                Arguments.of("JPEG upright, then turned", Jpegs.turned(JPEG, 1, 6), JPEG),
                Arguments.of("JPEG without orientation, then turned", Jpegs.turned(JPEG, 0, 6), JPEG),
                Arguments.of(
                        "JPEG with an invalid orientation, then turned",
                        exif("0112 0003 00000001 00090000 0112 0003 00000001 00060000"),
                        TURNED),
                Arguments.of("JPEG with two orientations in one entry", exif("0112 0003 00000002 00060006"), JPEG),
                Arguments.of(
                        "JPEG with an orientation after the first scan",
                        Photos.insert(
                                PROGRESSIVE,
                                Jpegs.behindFirstScan(PROGRESSIVE),
                                tail(Jpegs.turned(Jpegs.hex("ffd8"), 6), 2)),
                        PROGRESSIVE),
                Arguments.of(
                        "JPEG with two profiles, of which the first counts",
                        Jpegs.withProfilePart(Jpegs.withProfilePart(JPEG, 1, 1, p3), 1, 1, LINEAR),
                        IN_LINEAR),
                Arguments.of(
                        "JPEG with a profile in two parts, the second first",
                        Jpegs.withProfilePart(Jpegs.withProfilePart(JPEG, 1, 2, half), 2, 2, otherHalf),
                        IN_LINEAR),
                Arguments.of(
                        "JPEG with bytes after the end of its profile",
                        Jpegs.withProfilePart(JPEG, 1, 1, Photos.append(LINEAR, new byte[3])),
                        IN_LINEAR),
                Arguments.of("JPEG with half a profile", Jpegs.withProfilePart(JPEG, 1, 2, half), JPEG),
                Arguments.of("JPEG with a profile part of number 0", Jpegs.withProfilePart(JPEG, 0, 0, LINEAR), JPEG),
                Arguments.of("JFIF with an Adobe segment for RGB", segment(0xee, "Adobe\0d\0\0\0\0\0"), JPEG),
                Arguments.of(
                        "JPEG with an undefined Adobe transform",
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
                Arguments.of("PNG without IEND" + way, open, png),
                Arguments.of("PNG without the checksum of its last chunk" + way, Jpegs.cut(open, 4), png),
                Arguments.of("PNG with half the checksum of its last chunk" + way, Jpegs.cut(open, 2), png),
                Arguments.of("PNG without the checksum of its compressed data" + way, Jpegs.cut(open, 8), png),
                Arguments.of("PNG with a wrong checksum of its compressed data" + way, png(head, wrong, end), png),
                Arguments.of("PNG with a damaged IEND" + way, damaged(png, png.length - 1), png),
                Arguments.of(
                        "PNG with a truncated text after its pixels" + way, behind(open, "0000ffff 74455874 11"), png),
                Arguments.of("PNG with junk instead of IEND" + way, Photos.append(open, TRAILER), png),
                Arguments.of("PNG with an unused palette" + way, Photos.withPngChunk(png, "PLTE", new byte[4]), png),
                Arguments.of("PNG with a damaged profile" + way, damaged(inLinear, 33 + 8 + profile.length), png),
                Arguments.of(
                        "PNG with two profiles" + way,
                        Photos.withPngChunk(Photos.withPngChunk(png, "iCCP", p3), "iCCP", profile),
                        inLinear),
                Arguments.of(
                        "PNG with a profile without a name" + way,
                        Photos.withPngChunk(png, "iCCP", tail(profile, 6)),
                        png),
                Arguments.of("PNG with a damaged gamma" + way, damaged(gamma, 33 + 8), png),
                Arguments.of("PNG with a short gamma" + way, Photos.withPngChunk(png, "gAMA", new byte[3]), png),
                Arguments.of(
                        "PNG with a long gamma" + way, Photos.withPngChunk(png, "gAMA", Jpegs.hex("000186a000")), png),
                Arguments.of(
                        "PNG with an undefined rendering intent" + way,
                        Photos.withPngChunk(gamma, "sRGB", new byte[] {9}),
                        gamma),
                Arguments.of(
                        "grey PNG with a profile of three channels" + way,
                        profiled(RawPng.GREY, interlaced),
                        profiled(RawPng.RGB, interlaced)),
                Arguments.of("PNG with invalid primaries" + way, Photos.withPngChunk(png, "cHRM", new byte[5]), png),
                Arguments.of(
                        "PNG turned, then upright" + way,
                        Photos.withPngChunk(Photos.withPngChunk(png, "eXIf", Photos.exif(1)), "eXIf", Photos.exif(6)),
                        turned),
                Arguments.of("PNG with damaged EXIF" + way, damaged(turned, 33 + 8), png),
                Arguments.of(
                        "PNG with EXIF after its pixels" + way,
                        Photos.insert(png, png.length - 12, Photos.pngChunk("eXIf", Photos.exif(6))),
                        png),
                Arguments.of(
                        "PNG with a transparent colour of odd length" + way,
                        Photos.withPngChunk(png, "tRNS", new byte[5]),
                        png),
                Arguments.of(
                        "PNG with a palette and a second tRNS" + way,
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
                Arguments.of("GIF without its trailer", open, gif),
                Arguments.of("GIF without the end of its blocks", Jpegs.cut(gif, 2), gif),
                Arguments.of("GIF with junk after its pixels", Photos.append(open, TRAILER), gif),
                Arguments.of("GIF with a truncated comment", behind(open, "21fe 05 4142"), gif),
                Arguments.of("GIF with a truncated extension", behind(open, "21"), gif),
                Arguments.of("GIF with a truncated graphic control", behind(open, "21f9 04 05"), gif));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"jpegs", "ambiguousJpegs", "pngs", "gifs"})
    @DisplayName("of which no pixel is missing is accepted:")
    void accepts_whole(String name, byte[] file, byte[] same) {
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
                        "progressive JPEG without its last scan and its end marker",
                        Arrays.copyOf(PROGRESSIVE, Jpegs.scan(PROGRESSIVE, Jpegs.count(PROGRESSIVE) - 1))),
                Arguments.of("truncated JPEG with an end marker", cut),
                Arguments.of("truncated JPEG with an invalid range of coefficients", odd),
                Arguments.of(
                        "truncated JPEG with an undefined Adobe transform",
                        Photos.withSegment(Jpegs.withoutJfif(cut), 0xee, Photos.latin1("Adobe\0d\0\0\0\0\3"))),
                Arguments.of("PNG without the end of its pixels", Jpegs.cut(png, 30)),
                Arguments.of("interlaced PNG without the end of its pixels", Jpegs.cut(interlaced, 30)),
                Arguments.of("PNG with damaged pixels", damaged(png, png.length - 13)),
                Arguments.of("PNG with a damaged header", damaged(png, 32)),
                Arguments.of("PNG with a damaged palette", damaged(palette, 33 + 8)),
                Arguments.of("PNG with an unknown critical chunk", Photos.withPngChunk(png, "ABCD", new byte[1])),
                Arguments.of("PNG without pixels", Photos.append(Arrays.copyOf(png, 33), tail(png, png.length - 12))),
                Arguments.of("GIF without the end of its pixels", Jpegs.cut(gif, 10)),
                Arguments.of(
                        "GIF with half a frame after the first",
                        behind(Jpegs.cut(gif, 1), "2c 0000 0000 0100 0100 00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("of which a pixel is missing or may be wrong is refused:")
    void missing(String name, byte[] file) {
        assertRefused(file, ErrorCode.INVALID_IMAGE);
    }

    @Test
    @DisplayName("is unsupported if it is a JPEG of more scans than browsers show")
    void too_many_scans() {
        assertRefused(Jpegs.progressive(96, 64, 100), ErrorCode.UNSUPPORTED_IMAGE);
    }

    private Picture avatar(byte[] file) {
        return processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
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

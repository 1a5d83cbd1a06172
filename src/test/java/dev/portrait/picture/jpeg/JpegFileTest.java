package dev.portrait.picture.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.picture.Photos;
import dev.portrait.picture.RawJpeg;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.ImageDecoder;
import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A JPEG")
class JpegFileTest {

    private static final PictureLimits LIMITS = new PictureLimits(10 << 20, 50_000_000, 100);
    private static final Size AVATAR = new Size(512, 384);
    private static final int[] HALVED_COLOURS = {RawJpeg.DOUBLE, RawJpeg.FULL, RawJpeg.FULL};
    private static final int[] FULL_COLOURS = {RawJpeg.FULL, RawJpeg.FULL, RawJpeg.FULL};

    private final JpegFormat format = new JpegFormat(ClassLoader.getPlatformClassLoader());

    @ParameterizedTest(name = "marker {0}")
    @ValueSource(ints = {0xc4, 0xdb, 0xdd, 0xe0})
    @DisplayName("that repeats a table or its header reaches the decoder with the last one only")
    void repeated_segments(int marker) throws PictureFault {
        byte[] body = switch (marker) {
            case 0xc4 -> Photos.append(new byte[] {0, 1}, new byte[16]);
            case 0xdb -> new byte[65];
            case 0xdd -> new byte[2];
            default -> Photos.latin1("JFIF\0\1\1\0\0\1\0\1\0\0");
        };
        byte[] segment = Photos.append(new byte[] {-1, (byte) marker, 0, (byte) (body.length + 2)}, body);
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            flood.writeBytes(segment);
        }
        byte[] photo = Photos.jpeg(64, 64);

        byte[] flooded = Photos.insert(photo, 2, flood.toByteArray());

        assertThat(JpegFile.read(flooded, LIMITS).cleaned().remaining()).isLessThan(photo.length + 100);
    }

    @Test
    @DisplayName("of ten scans is accepted with 43 megapixels, or with 30 at full colour resolution")
    void large_progressive_photos() throws PictureFault {
        check(progressive(7680, 5600, 10, HALVED_COLOURS));
        check(progressive(6000, 5000, 10, FULL_COLOURS));
        check(new RawJpeg(RawJpeg.BASELINE, 7000, 7000, FULL_COLOURS).baseline().end());
    }

    @Test
    @DisplayName("of many scans is accepted up to the number of pixels that the refusal names")
    void too_many_scans() throws PictureFault {
        long accepted = acceptedPixels(progressive(8000, 6000, 20, HALVED_COLOURS));

        assertThat(accepted).isBetween(21_000_000L, 23_000_000L);
        int side = (int) Math.sqrt((double) accepted);
        check(progressive(side - 16, side - 16, 20, HALVED_COLOURS));
        acceptedPixels(progressive(side + 16, side + 16, 20, HALVED_COLOURS));
    }

    @Test
    @DisplayName(
            "of several scans is accepted if its coefficients fit the memory, up to the pixels that the refusal names")
    void too_many_coefficients() throws PictureFault {
        long accepted = acceptedPixels(progressive(7000, 7000, 3, FULL_COLOURS));

        int side = (int) Math.sqrt((double) accepted);
        check(progressive(side - 16, side - 16, 3, FULL_COLOURS));
        check(progressive(8000, 6000, 3, HALVED_COLOURS));
    }

    @Test
    @DisplayName(
            "claims the memory of its coefficients outside the heap if it has several scans, and a few rows in the heap")
    void memory() throws PictureFault {
        WorkingMemory progressive =
                check(progressive(8000, 6000, 9, HALVED_COLOURS)).memory(AVATAR);
        WorkingMemory baseline = check(new RawJpeg(RawJpeg.BASELINE, 8000, 6000, HALVED_COLOURS)
                        .baseline()
                        .end())
                .memory(AVATAR);

        assertThat(progressive.outside()).isBetween(144_000_000L, 150_000_000L);
        assertThat(baseline.outside()).isLessThan(4_000_000);
        assertThat(progressive.heap()).isEqualTo(baseline.heap()).isLessThan(8_000_000);
    }

    @Test
    @DisplayName("of several scans is shown as after the last one, decoded row by row")
    void last_pass() throws PictureFault {
        Size size = new Size(96, 64);
        BufferedImage scene = Photos.scene(96, 64, BufferedImage.TYPE_INT_RGB);
        JpegFile jpeg = JpegFile.read(Photos.progressiveJpeg(scene), LIMITS);
        ImageDecoder decoder = new ImageDecoder("JPEG", JdkProviders.reader("jpeg"), warning -> false);
        ByteBuffer file = jpeg.cleaned();

        int[] whole = decoder.scaleWhole(file, size, size).argb();

        assertThat(jpeg.work().passes()).isGreaterThan(5);
        assertThat(decoder.scaleRows(file, size, size, jpeg.work().passes()).argb())
                .isEqualTo(whole);
        assertThat(check(Photos.progressiveJpeg(scene)).upright(size).argb()).isEqualTo(whole);
    }

    private CheckedPicture check(byte[] file) throws PictureFault {
        return format.check(file, LIMITS);
    }

    private long acceptedPixels(byte[] file) {
        PictureFault[] fault = new PictureFault[1];
        assertThatThrownBy(() -> check(file)).isInstanceOfSatisfying(PictureFault.class, e -> fault[0] = e);
        FieldError error = fault[0].of("avatar");
        assertThat(error.code()).isEqualTo(ErrorCode.MAX_PIXELS);
        assertThat(error.reason()).isEqualTo(Reason.COSTLY_TO_DECODE);
        return error.arguments().get(0).longValue();
    }

    private static byte[] progressive(int width, int height, int scans, int... samplings) {
        return new RawJpeg(RawJpeg.PROGRESSIVE, width, height, samplings)
                .means()
                .emptyScans(scans - 1)
                .end();
    }
}

package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Size;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The segments of a JPEG file, from SOI to EOI, or to the scan after which no coefficient is missing. What follows is
 * ignored, and EOI may be missing.
 */
final class JpegFile {

    /** Numbers of components. */
    static final int GREY = 1;

    static final int COLOURED = 3;
    static final int CMYK = 4;

    private static final int TEM = 0x01;
    private static final int PROGRESSIVE = 0xc2;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final byte[] ALL_COEFFICIENTS = {0, 63, 0};

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final KeptSegments kept;
    private final ApplicationSegments application = new ApplicationSegments();
    private final MissingCoefficients missing = new MissingCoefficients();
    private final JpegTables tables = new JpegTables();
    private Optional<Size> size = Optional.empty();
    private Optional<JpegWork> work = Optional.empty();
    private boolean progressive;
    private int components;
    private int scans;

    private JpegFile(byte[] bytes, PictureLimits limits) throws PictureFault {
        this.bytes = bytes;
        this.limits = limits;
        in = new ByteCursor(bytes);
        in.skip(2);
        kept = new KeptSegments(bytes, in);
    }

    /** Reads a file, and overwrites its beginning with what the decoder gets. */
    static JpegFile read(byte[] bytes, PictureLimits limits) throws PictureFault {
        JpegFile file = new JpegFile(bytes, limits);
        file.read();
        return file;
    }

    Size size() {
        return size.orElseThrow();
    }

    /** What decoding takes. */
    JpegWork work() {
        return work.orElseThrow();
    }

    Orientation orientation() {
        return application.orientation();
    }

    boolean isCmyk() {
        return components == CMYK;
    }

    Colours colours() {
        return application.colours(components);
    }

    /** Returns a file of nothing but what makes pixels. */
    ByteBuffer cleaned() {
        return kept.file();
    }

    private void read() throws PictureFault {
        for (int marker = nextMarker(); marker != EOI; marker = isComplete() ? EOI : nextMarker()) {
            segment(marker);
        }
        PictureFault.require(scans > 0);
        work().check();
    }

    private boolean isComplete() {
        return scans > 0 && missing.isEmpty();
    }

    /** Returns the next marker that has a segment, or EOI. Skips stray bytes before it, as decoders do. */
    private int nextMarker() throws PictureFault {
        int marker = 0;
        while (marker == 0 || marker == TEM || isRestart(marker)) {
            while (in.u8() != 0xff) {
                // stray
            }
            do {
                marker = in.u8();
            } while (marker == 0xff);
        }
        return marker;
    }

    private void segment(int marker) throws PictureFault {
        PictureFault.require(marker >= 0xc0 && marker != SOI);
        byte[] body = in.take(Math.max(0, in.u16() - 2L));
        switch (marker) {
            case 0xc0, 0xc1, PROGRESSIVE -> frame(marker, body);
            // Lossless, hierarchical and arithmetic coding; and DNL, which gives the height only after the first scan.
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xdc, 0xde, 0xdf ->
                throw PictureFault.unsupported();
            case JpegTables.DHT, JpegTables.DQT, JpegTables.DRI -> tables.read(marker, body);
            case SOS -> scan(body);
            default -> {
                // Browsers have begun to show the picture after the first scan, and ignore later segments.
                if (scans == 0) {
                    application.read(marker, body, kept);
                }
            }
        }
    }

    private void frame(int marker, byte[] body) throws PictureFault {
        ByteCursor header = new ByteCursor(body);
        int precision = header.u8();
        int height = header.u16();
        int width = header.u16();
        components = header.u8();
        PictureFault.require(size.isEmpty());
        size = Optional.of(limits.checkSize(width, height));
        if (precision != 8 || (components != GREY && components != COLOURED && components != CMYK)) {
            throw PictureFault.unsupported();
        }
        progressive = marker == PROGRESSIVE;
        JpegWork frameWork = new JpegWork(size(), progressive);
        for (int i = 0; i < components; i++) {
            missing.addComponent(header.u8());
            frameWork.addComponent(header.u8());
            header.skip(1);
        }
        work = Optional.of(frameWork);
        tables.keep(kept);
        application.keepProfile(components, kept);
        kept.addSegment(marker, body);
    }

    private void scan(byte[] header) throws PictureFault {
        scans++;
        work.orElseThrow(PictureFault::damaged).addScan(header);
        tables.keep(kept);
        if (scans == 1) {
            application.keepTransform(components, kept);
        }
        if (!progressive) {
            bringAllCoefficients(header);
        }
        missing.remove(header);
        kept.addSegment(SOS, header);
        int from = in.position();
        int to = from;
        while (to < bytes.length && !endsScan(to)) {
            to++;
        }
        in.skip(to - (long) from);
        kept.addData(from, to - from);
    }

    // Only a progressive file can choose coefficients. The JDK's reader warns of a wrong choice in other files, and
    // then
    // of nothing else in the file (seen in JDK 17.0.15).
    private static void bringAllCoefficients(byte[] scan) throws PictureFault {
        ByteCursor header = new ByteCursor(scan);
        header.skip(2L * header.u8());
        int from = header.position();
        header.skip(ALL_COEFFICIENTS.length);
        System.arraycopy(ALL_COEFFICIENTS, 0, scan, from, ALL_COEFFICIENTS.length);
    }

    // A marker ends the scan, unless it is a data byte of 0xff, a fill byte or a restart.
    private boolean endsScan(int index) {
        if (bytes[index] != (byte) 0xff || index + 1 == bytes.length) {
            return false;
        }
        int marker = bytes[index + 1] & 0xff;
        return marker != 0 && marker != 0xff && !isRestart(marker);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }
}

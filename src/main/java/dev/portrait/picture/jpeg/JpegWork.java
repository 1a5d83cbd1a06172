package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Size;

/** What it takes to decode a JPEG file, in blocks of 64 samples, before it is decoded. */
final class JpegWork {

    // Encoders write about ten; Chromium shows at most 99.
    private static final int MAX_SCANS = 99;
    // Each scan takes as few as 20 bytes, and the JDK's reader then delivers the whole picture once more. With the
    // data, it took up to 55 ns for each block (JDK 17 of Debian, with libjpeg-turbo) or 120 ns (JDK 25 of Temurin), so
    // this is 1.3 to 2.9 s. A photo of 43 megapixels with half the colour resolution may have ten scans.
    private static final long MAX_BLOCKS = 24_000_000;
    // Converting the colours of pixels costs as much as two blocks for each block of pixels.
    private static final int BLOCKS_OF_PIXELS = 2;
    private static final int BLOCK_SIDE = 8;
    private static final int COEFFICIENTS = 64;
    // If there is more than one scan, the decoder keeps all coefficients outside of Java's heap.
    private static final long MAX_COEFFICIENT_BYTES = 192L << 20;

    private final Size size;
    private boolean severalScans;
    private int components;
    private int scans;
    private int columns = 1;
    private int rows = 1;
    private int samples;

    JpegWork(Size size, boolean progressive) {
        this.size = size;
        this.severalScans = progressive;
    }

    /** @param sampling the sampling factors, as SOF has them in one byte */
    void addComponent(int sampling) throws PictureFault {
        int across = sampling >> 4;
        int down = sampling & 0xf;
        PictureFault.require(across >= 1 && across <= 4 && down >= 1 && down <= 4);
        components++;
        columns = Math.max(columns, across);
        rows = Math.max(rows, down);
        samples += across * down;
    }

    /** @param header the content of SOS */
    void addScan(byte[] header) throws PictureFault {
        scans++;
        if (scans > MAX_SCANS) {
            throw PictureFault.unsupported();
        }
        severalScans |= scans > 1 || (header.length > 0 && header[0] < components);
    }

    /** Refuses a file that takes too much time or memory. */
    void check() throws PictureFault {
        PictureLimits.checkCost(size, passes() * blocksOfPass(), MAX_BLOCKS);
        PictureLimits.checkCost(size, coefficientBytes(), MAX_COEFFICIENT_BYTES);
    }

    /** How often the JDK's reader delivers the picture. */
    int passes() {
        return severalScans ? scans : 1;
    }

    /** The memory that the decoder takes for coefficients. */
    long coefficientBytes() {
        return severalScans ? blocks() * COEFFICIENTS * Short.BYTES : 0;
    }

    private long blocksOfPass() {
        return blocks() + BLOCKS_OF_PIXELS * (size.pixels() / COEFFICIENTS);
    }

    // The decoder adds blocks at the edges, up to whole units of all components.
    private long blocks() {
        return divide(size.width(), BLOCK_SIDE * columns) * divide(size.height(), BLOCK_SIDE * rows) * samples;
    }

    private static long divide(int length, int unit) {
        return ((long) length + unit - 1) / unit;
    }
}

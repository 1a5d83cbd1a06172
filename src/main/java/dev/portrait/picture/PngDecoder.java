package dev.portrait.picture;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes a PNG file row by row (PNG third edition, sections 7 to 10), and keeps no more than two rows, or as many pixels
 * of an interlaced file as the scaler is to see: the JDK's reader wants room for all of them, and copies each row.
 */
final class PngDecoder {

    // The signature, the head of IHDR, width and height
    private static final int BEFORE_DEPTH = 24;
    private static final int METHODS = 2;
    private static final int CHECK_SUM = 4;
    // First column and row of each pass, and the steps to the next ones (section 8.2)
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final byte[] bytes;
    private final ByteCursor in;
    private final Inflater inflater;

    private PngDecoder(EncodedPicture encoded, Inflater inflater) throws PictureFault {
        this.bytes = encoded.stream().array();
        this.in = new ByteCursor(bytes).part(encoded.stream().limit());
        this.inflater = inflater;
    }

    /** What becomes of a checked file's pixels at that size. */
    static Pixels scaled(EncodedPicture encoded, Size target) throws PictureFault {
        Inflater inflater = new Inflater();
        try {
            return new PngDecoder(encoded, inflater).scaled(encoded.frame(), target);
        } finally {
            inflater.end();
        }
    }

    private Pixels scaled(Size size, Size target) throws PictureFault {
        in.skip(BEFORE_DEPTH);
        int depth = in.u8();
        int colourType = in.u8();
        in.skip(METHODS);
        boolean interlaced = in.u8() == 1;
        in.skip(CHECK_SUM);
        Subsampling subsampling = Subsampling.between(size, target);
        PngSamples samples = new PngSamples(colourType, depth, interlaced ? 1 : subsampling.columns());
        beforePixels(samples);
        return interlaced
                ? Scaler.scale(PixelRows.of(interlaced(samples, size, subsampling)), target)
                : plain(samples, size, subsampling, target);
    }

    /** Reads the chunks of colours, and goes into the first one of pixels. */
    private void beforePixels(PngSamples samples) throws PictureFault {
        for (boolean data = false; !data; skipCheckSum()) {
            long length = in.u32();
            switch (in.name()) {
                case "PLTE" -> samples.palette(in.take(length));
                case "tRNS" -> samples.transparent(in.take(length));
                default -> {
                    data(length);
                    data = true;
                }
            }
        }
    }

    private Pixels plain(PngSamples samples, Size size, Subsampling subsampling, Size target) throws PictureFault {
        Size made = subsampling.of(size);
        Scaler scaler = new Scaler(made, target);
        int[] argb = new int[made.width()];
        Rows rows = new Rows(samples, size.width());
        for (int y = 0; y < size.height(); y++) {
            byte[] row = rows.next();
            if (y % subsampling.rows() == subsampling.rows() / 2) {
                samples.read(row, argb);
                scaler.take(argb);
            }
        }
        return scaler.pixels();
    }

    private Pixels interlaced(PngSamples samples, Size size, Subsampling subsampling) throws PictureFault {
        Size made = subsampling.of(size);
        Pixels pixels = new Pixels(made, new int[Math.toIntExact(made.pixels())]);
        for (int[] pass : ADAM7) {
            int width = (size.width() - pass[0] + pass[2] - 1) / pass[2];
            if (width == 0) {
                continue;
            }
            int[] argb = new int[width];
            Rows rows = new Rows(samples, width);
            for (int y = pass[1]; y < size.height(); y += pass[3]) {
                byte[] row = rows.next();
                if (y % subsampling.rows() == subsampling.rows() / 2) {
                    samples.read(row, argb);
                    int at = y / subsampling.rows() * made.width();
                    for (int i = 0, x = pass[0]; i < width; i++, x += pass[2]) {
                        if (x % subsampling.columns() == subsampling.columns() / 2) {
                            pixels.argb()[at + x / subsampling.columns()] = argb[i];
                        }
                    }
                }
            }
        }
        return pixels;
    }

    /** The rows of the picture, or of a pass, as they were before the filters. */
    private final class Rows {

        private final int distance;
        private final byte[] filter = new byte[1];
        private byte[] last;
        private byte[] spare;

        Rows(PngSamples samples, int width) {
            distance = samples.bytesOfPixel();
            last = new byte[samples.bytesOf(width)];
            spare = new byte[last.length];
        }

        byte[] next() throws PictureFault {
            byte[] row = spare;
            inflate(filter);
            inflate(row);
            PngFilter.undo(filter[0], row, last, distance);
            spare = last;
            last = row;
            return row;
        }
    }

    private void inflate(byte[] row) throws PictureFault {
        long end = inflater.getBytesWritten() + row.length;
        for (int left = row.length; left > 0; left = (int) (end - inflater.getBytesWritten())) {
            boolean more = false;
            try {
                more = inflater.inflate(row, row.length - left, left) == 0;
            } catch (DataFormatException e) {
                // Behind the last pixel it is the checksum of all of them, which browsers do not look at.
                if (inflater.getBytesWritten() < end) {
                    throw PictureFault.damaged(e);
                }
            }
            if (more) {
                moreData();
            }
        }
    }

    private void moreData() throws PictureFault {
        long length = in.u32();
        if (!inflater.needsInput() || !in.name().equals("IDAT")) {
            throw PictureFault.damaged();
        }
        data(length);
        skipCheckSum();
    }

    // The last chunk may have been cut.
    private void data(long length) throws PictureFault {
        int count = (int) Math.min(length, in.remaining());
        inflater.setInput(bytes, in.position(), count);
        in.skip(count);
    }

    private void skipCheckSum() throws PictureFault {
        in.skip(Math.min(CHECK_SUM, in.remaining()));
    }
}

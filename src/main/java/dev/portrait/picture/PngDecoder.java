package dev.portrait.picture;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes a PNG file that is not interlaced row by row (PNG third edition, sections 7 to 10), and keeps no more than two:
 * the JDK's reader wants room for all the pixels, and copies each row.
 */
final class PngDecoder {

    // The signature, the head of IHDR, width and height
    private static final int BEFORE_DEPTH = 24;
    private static final int REST_OF_HEADER = 3;
    private static final int CHECK_SUM = 4;

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
        } catch (DataFormatException e) {
            throw PictureFault.damaged(e);
        } finally {
            inflater.end();
        }
    }

    private Pixels scaled(Size size, Size target) throws DataFormatException, PictureFault {
        Subsampling subsampling = Subsampling.between(size, target);
        Size made = subsampling.of(size);
        Scaler scaler = new Scaler(made, target);
        PngSamples samples = samples(subsampling.columns());
        int[] argb = new int[made.width()];
        byte[] filter = new byte[1];
        byte[] row = new byte[samples.bytesOf(size.width())];
        byte[] above = new byte[row.length];
        for (int y = 0; y < size.height(); y++) {
            inflate(filter);
            inflate(row);
            PngFilter.undo(filter[0], row, above, samples.bytesOfPixel());
            if (y % subsampling.rows() == subsampling.rows() / 2) {
                samples.read(row, argb);
                scaler.take(argb);
            }
            byte[] read = row;
            row = above;
            above = read;
        }
        return scaler.pixels();
    }

    private PngSamples samples(int step) throws PictureFault {
        in.skip(BEFORE_DEPTH);
        int depth = in.u8();
        int colourType = in.u8();
        in.skip(REST_OF_HEADER + CHECK_SUM);
        PngSamples samples = new PngSamples(colourType, depth, step);
        for (boolean data = false; !data; in.skip(CHECK_SUM)) {
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
        return samples;
    }

    private void inflate(byte[] row) throws DataFormatException, PictureFault {
        int length = 0;
        while (length < row.length) {
            int count = inflater.inflate(row, length, row.length - length);
            if (count == 0) {
                moreData();
            }
            length += count;
        }
    }

    private void moreData() throws PictureFault {
        long length = in.u32();
        if (!inflater.needsInput() || !in.name().equals("IDAT")) {
            throw PictureFault.damaged();
        }
        data(length);
        in.skip(CHECK_SUM);
    }

    private void data(long length) throws PictureFault {
        inflater.setInput(bytes, in.position(), (int) length);
        in.skip(length);
    }
}

package dev.portrait.picture.webp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes lossless WebP streams (RFC 9649, 3) with any number of transforms. All samples are literals of eight bits.
 */
public final class LosslessEncoder {

    enum Transform {
        PREDICTOR(0),
        COLOUR(1),
        SUBTRACT_GREEN(2),
        COLOUR_INDEXING(3);

        private final int number;

        Transform(int number) {
            this.number = number;
        }
    }

    private static final int BLACK = 0xff000000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int height;
    private int width;
    private int[] argb;
    private int buffer;
    private int bits;

    public LosslessEncoder(BufferedImage image) {
        width = image.getWidth();
        height = image.getHeight();
        argb = image.getRGB(0, 0, width, height, null, 0, width);
    }

    /** Writes the header, which an alpha plane does not have. */
    public LosslessEncoder header(boolean alpha) {
        put(0x2f, 8);
        put(width - 1, 14);
        put(height - 1, 14);
        put(alpha ? 1 : 0, 1);
        put(0, 3);
        return this;
    }

    LosslessEncoder with(Transform... transforms) {
        for (Transform transform : transforms) {
            put(1, 1);
            put(transform.number, 2);
            switch (transform) {
                case PREDICTOR -> predict();
                case COLOUR -> keepColours();
                case SUBTRACT_GREEN -> Arrays.setAll(argb, i -> minus(argb[i], (argb[i] >> 8 & 0xff) * 0x10001));
                case COLOUR_INDEXING -> index();
            }
        }
        return this;
    }

    /** Returns the number of complete bytes so far. */
    int size() {
        return bytes.size();
    }

    public byte[] picture() {
        put(0, 3); // no further transform, no colour cache, one group of codes
        return pixels();
    }

    /** Writes all pixels like the first one, which takes no bits. */
    byte[] flatPicture() {
        put(0, 3);
        simple(argb[0] >> 8 & 0xff, argb[0] >> 16 & 0xff, argb[0] & 0xff, argb[0] >>> 24, 0);
        put(0, 7);
        return bytes.toByteArray();
    }

    /** Writes an entropy image of one pixel, which uses the last of that many groups of codes. */
    public byte[] picture(int groups) {
        put(0, 2);
        put(1, 1);
        put(7, 3);
        put(0, 1);
        simple((groups - 1) & 0xff);
        simple((groups - 1) >> 8);
        simple(0, 0, 0);
        for (int i = 1; i < groups; i++) {
            simple(0, 0, 0, 0, 0);
        }
        return pixels();
    }

    private byte[] pixels() {
        literalCode(256 + 24);
        literalCode(256);
        literalCode(256);
        literalCode(256);
        simple(0); // distances: never used
        for (int pixel : argb) {
            literal(pixel >> 8);
            literal(pixel >> 16);
            literal(pixel);
            literal(pixel >>> 24);
        }
        put(0, 7);
        return bytes.toByteArray();
    }

    /** Predicts black in all blocks of four by four. */
    private void predict() {
        put(0, 3);
        put(0, 1);
        simple(0, 0, 0, 0, 0);
        int[] residuals = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int x = i % width;
            int predicted = i == 0 ? BLACK : i < width ? argb[i - 1] : x == 0 ? argb[i - width] : BLACK;
            residuals[i] = minus(argb[i], predicted);
        }
        argb = residuals;
    }

    /**
     * Writes multipliers of zero, with everything that an entropy-coded image may contain: a literal, an entry of the
     * colour cache and a backward reference.
     */
    private void keepColours() {
        put(0, 3);
        put(1, 1);
        put(1, 4);
        int left = ((width + 3) / 4) * ((height + 3) / 4) - 2;
        int highest = 31 - Integer.numberOfLeadingZeros(left - 1);
        int extraBits = Math.max(0, highest - 1);
        int prefix = highest < 2 ? left - 1 : 2 * highest + ((left - 1) >> extraBits & 1);
        int[] lengths = new int[256 + 24 + 2];
        lengths[0] = 1;
        lengths[256 + prefix] = 2;
        lengths[256 + 24] = 2;
        code(lengths);
        simple(0, 0, 0, 1);
        put(0, 1);
        put(0b11, 2);
        put(0b01, 2);
        put(left - 1, extraBits);
    }

    /** Indexes black and white, eight pixels to a sample. */
    private void index() {
        put(1, 8);
        put(0, 1);
        for (int i = 0; i < 4; i++) {
            put(0b0011, 4);
            put(255, 8);
        }
        simple(0);
        put(0b0111_1000, 8);
        int bundled = (width + 7) / 8;
        int[] indices = new int[bundled * height];
        Arrays.fill(indices, BLACK);
        for (int i = 0; i < argb.length; i++) {
            int x = i % width;
            indices[i / width * bundled + x / 8] |= (argb[i] & 1) << (x % 8 + 8);
        }
        width = bundled;
        argb = indices;
    }

    private static int minus(int pixel, int other) {
        int result = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            result |= (((pixel >>> shift) - (other >>> shift)) & 0xff) << shift;
        }
        return result;
    }

    /** Writes codes of one symbol each. */
    private void simple(int... symbols) {
        for (int symbol : symbols) {
            put(0b101, 3);
            put(symbol, 8);
        }
    }

    /** Writes a code of lengths below 15, with runs of zeros. */
    private void code(int[] lengths) {
        put(0, 1);
        put(19 - 4, 4);
        // 17 18, 0 to 5, 16, 6 to 15: 0 to 14 have four bits, 15 and 18 five
        int[] lengthsOfLengths = {0, 5, 4, 4, 4, 4, 4, 4, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5};
        for (int length : lengthsOfLengths) {
            put(length, 3);
        }
        put(0, 1);
        int i = 0;
        while (i < lengths.length) {
            int zeros = 0;
            while (zeros < 138 && i + zeros < lengths.length && lengths[i + zeros] == 0) {
                zeros++;
            }
            if (zeros < 11) {
                put(Integer.reverse(lengths[i]) >>> 28, 4);
                i++;
            } else {
                put(0b11111, 5);
                put(zeros - 11, 7);
                i += zeros;
            }
        }
    }

    /** Writes a code in which the symbols 0 to 255 have eight bits each, and others do not occur. */
    private void literalCode(int symbols) {
        put(0, 1);
        put(12 - 4, 4);
        // Lengths of the codes for lengths, in the order 17 18 0 1 2 3 4 5 16 6 7 8: only 0 and 8 occur.
        for (int i = 0; i < 12; i++) {
            put(i == 2 || i == 11 ? 1 : 0, 3);
        }
        put(0, 1);
        for (int symbol = 0; symbol < symbols; symbol++) {
            put(symbol < 256 ? 1 : 0, 1);
        }
    }

    private void literal(int sample) {
        put(Integer.reverse(sample & 0xff) >>> 24, 8);
    }

    private void put(int value, int count) {
        for (int i = 0; i < count; i++) {
            buffer |= (value >> i & 1) << bits;
            bits++;
            if (bits == 8) {
                bytes.write(buffer);
                buffer = 0;
                bits = 0;
            }
        }
    }
}

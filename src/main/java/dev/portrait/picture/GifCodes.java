package dev.portrait.picture;

import java.util.Arrays;

/**
 * Counts how many pixels the LZW codes of a GIF frame stand for, without making them: the JDK's reader leaves the rest of
 * a frame blank where its data ends early, and says nothing.
 */
final class GifCodes {

    private static final int MAX_CODES = 4096;

    private final byte[] bytes;
    private int position;
    private int leftInBlock;
    private int buffer;
    private int bits;

    private GifCodes(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** @param position of the first data block; the blocks have been walked before, so that they are known to end */
    static boolean fill(byte[] bytes, int position, int codeSize, long pixels) {
        return codeSize >= 1 && codeSize <= 8 && new GifCodes(bytes, position).count(codeSize, pixels) >= pixels;
    }

    private long count(int codeSize, long enough) {
        int clear = 1 << codeSize;
        int[] lengths = new int[MAX_CODES];
        Arrays.fill(lengths, 0, clear, 1);
        int free = clear + 2;
        int width = codeSize + 1;
        int previous = -1;
        long count = 0;
        while (count < enough) {
            int code = next(width);
            if (code < 0 || code == clear + 1) {
                return count;
            }
            if (code == clear) {
                free = clear + 2;
                width = codeSize + 1;
                previous = -1;
                continue;
            }
            boolean known = code < free;
            if (!known && (code != free || previous < 0)) {
                return count;
            }
            if (previous >= 0 && free < MAX_CODES) {
                lengths[free++] = lengths[previous] + 1;
                if (free == 1 << width && width < 12) {
                    width++;
                }
            }
            count += lengths[code];
            previous = code;
        }
        return count;
    }

    private int next(int width) {
        while (bits < width) {
            if (leftInBlock == 0) {
                leftInBlock = bytes[position] & 0xff;
                if (leftInBlock == 0) {
                    return -1;
                }
                position++;
            }
            buffer |= (bytes[position++] & 0xff) << bits;
            leftInBlock--;
            bits += 8;
        }
        int code = buffer & ((1 << width) - 1);
        buffer >>>= width;
        bits -= width;
        return code;
    }
}

package dev.portrait.picture.gif;

import dev.portrait.picture.format.PictureFault;

/** Decodes the LZW codes of a GIF frame (GIF89a, appendix F). */
final class GifCodes {

    private static final int MAX_CODES = 4096;
    private static final int MAX_WIDTH = 12;
    private static final int NONE = -1;

    private final byte[] bytes;
    // A code stands for the indices of another code, its prefix, and one more index.
    private final int[] prefixes = new int[MAX_CODES];
    private final byte[] suffixes = new byte[MAX_CODES];
    private final byte[] firsts = new byte[MAX_CODES];
    private final int[] lengths = new int[MAX_CODES];
    private int position;
    private int leftInBlock;
    private int buffer;
    private int bits;

    private GifCodes(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /**
     * Returns the indices of that many pixels, and ignores what follows. If there are fewer, the frame is damaged.
     *
     * @param position where the first data block begins; the last one may be cut short
     */
    static byte[] decode(byte[] bytes, int position, int codeSize, int pixels) throws PictureFault {
        if (codeSize < 1 || codeSize > 8) {
            throw PictureFault.damaged();
        }
        return new GifCodes(bytes, position).decode(codeSize, pixels);
    }

    private byte[] decode(int codeSize, int pixels) throws PictureFault {
        byte[] indices = new byte[pixels];
        int clear = 1 << codeSize;
        for (int i = 0; i < clear; i++) {
            suffixes[i] = (byte) i;
            firsts[i] = (byte) i;
            lengths[i] = 1;
        }
        int free = clear + 2;
        int width = codeSize + 1;
        int previous = NONE;
        int count = 0;
        while (count < pixels) {
            int code = next(width);
            if (code == clear) {
                free = clear + 2;
                width = codeSize + 1;
                previous = NONE;
                continue;
            }
            // A code may be the next free one, which this very code defines.
            boolean known = code < free || (code == free && previous != NONE);
            if (!known || code == NONE || code == clear + 1) {
                throw PictureFault.damaged();
            }
            if (previous != NONE && free < MAX_CODES) {
                add(free, previous, firsts[code < free ? code : previous]);
                free++;
                if (free == 1 << width && width < MAX_WIDTH) {
                    width++;
                }
            }
            put(code, indices, count);
            count += lengths[code];
            previous = code;
        }
        return indices;
    }

    private void add(int code, int prefix, byte suffix) {
        prefixes[code] = prefix;
        suffixes[code] = suffix;
        firsts[code] = firsts[prefix];
        lengths[code] = lengths[prefix] + 1;
    }

    private void put(int code, byte[] indices, int from) {
        int rest = code;
        for (int at = from + lengths[code] - 1; at >= from; at--) {
            if (at < indices.length) {
                indices[at] = suffixes[rest];
            }
            rest = prefixes[rest];
        }
    }

    private int next(int width) {
        while (bits < width) {
            if (leftInBlock == 0 && position < bytes.length) {
                leftInBlock = bytes[position++] & 0xff;
            }
            if (leftInBlock == 0 || position == bytes.length) {
                return NONE;
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

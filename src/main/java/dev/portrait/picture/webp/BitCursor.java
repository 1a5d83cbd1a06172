package dev.portrait.picture.webp;

import dev.portrait.picture.format.PictureFault;

/** Reads bits, the least significant of each byte first. Reading beyond the end means that the picture is damaged. */
final class BitCursor {

    private final byte[] bytes;
    private int position;
    private int bit;

    /** @param position the index of the first byte */
    BitCursor(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int bit() throws PictureFault {
        if (position >= bytes.length) {
            throw PictureFault.damaged();
        }
        int value = bytes[position] >> bit & 1;
        bit = (bit + 1) & 7;
        if (bit == 0) {
            position++;
        }
        return value;
    }

    int bits(int count) throws PictureFault {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= bit() << i;
        }
        return value;
    }
}

package dev.portrait.picture.gif;

import dev.portrait.picture.Photos;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Writes animations whose frames look like noise and yet have few bytes: most codes repeat many pixels. */
public final class GrowingGif {

    private static final int CLEAR = 256;
    private static final int MAX_CODES = 4096;

    private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
    private final Random random;
    private int buffer;
    private int bits;

    private GrowingGif(long seed) {
        random = new Random(seed);
    }

    public static byte[] animation(int width, int height, int frames) {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes(Photos.latin1("GIF89a"));
        little(gif, width, height);
        gif.writeBytes(new byte[] {(byte) 0xf7, 0, 0});
        byte[] palette = new byte[3 * CLEAR];
        new Random(7).nextBytes(palette);
        gif.writeBytes(palette);
        for (int i = 0; i < frames; i++) {
            gif.write(0x2c);
            little(gif, 0, 0, width, height);
            gif.writeBytes(new byte[] {0, 8});
            blocks(gif, new GrowingGif(i).codes(width * height));
        }
        gif.write(0x3b);
        return gif.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value);
            out.write(value >> 8);
        }
    }

    private static void blocks(ByteArrayOutputStream out, byte[] data) {
        for (int i = 0; i < data.length; i += 255) {
            int length = Math.min(255, data.length - i);
            out.write(length);
            out.write(data, i, length);
        }
        out.write(0);
    }

    private byte[] codes(int pixels) {
        int[] lengths = new int[MAX_CODES];
        put(CLEAR, 9);
        int free = CLEAR + 2;
        int width = 9;
        int previous = -1;
        for (int left = pixels; left > 0; ) {
            int code = next(free);
            put(code, width);
            left -= code < CLEAR ? 1 : lengths[code];
            if (previous >= 0 && free < MAX_CODES) {
                lengths[free] = (previous < CLEAR ? 1 : lengths[previous]) + 1;
                free++;
                width += free == 1 << width && width < 12 ? 1 : 0;
            }
            previous = code;
        }
        put(CLEAR + 1, width);
        put(0, 7);
        return codes.toByteArray();
    }

    private int next(int free) {
        if (free == CLEAR + 2 || (free < MAX_CODES && random.nextInt(40) == 0)) {
            return random.nextInt(CLEAR);
        }
        return free - 1 - random.nextInt(Math.min(free - CLEAR - 2, 300));
    }

    private void put(int code, int width) {
        buffer |= code << bits;
        for (bits += width; bits >= 8; bits -= 8) {
            codes.write(buffer);
            buffer >>>= 8;
        }
    }
}

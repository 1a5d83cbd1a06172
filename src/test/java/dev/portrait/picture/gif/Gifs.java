package dev.portrait.picture.gif;

import dev.portrait.picture.Photos;
import java.io.ByteArrayOutputStream;

/** Writes GIF files byte by byte. */
public final class Gifs {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param palette 2 to 256 colours for all frames, or none */
    public Gifs(int width, int height, int... palette) {
        bytes.writeBytes(Photos.latin1("GIF89a"));
        size(width, height);
        bytes.write(palette.length == 0 ? 0 : flags(palette));
        bytes.writeBytes(new byte[2]);
        palette(palette);
    }

    public Gifs transparent(int index) {
        bytes.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 1, 10, 0, (byte) index, 0});
        return this;
    }

    public Gifs frame(int width, int height, boolean interlaced, int codeSize, int[] indices, int... palette) {
        bytes.write(0x2c);
        bytes.writeBytes(new byte[4]);
        size(width, height);
        bytes.write((palette.length == 0 ? 0 : flags(palette)) | (interlaced ? 0x40 : 0));
        palette(palette);
        bytes.write(codeSize);
        byte[] codes = codes(codeSize, indices);
        for (int from = 0; from < codes.length; from += 255) {
            int length = Math.min(255, codes.length - from);
            bytes.write(length);
            bytes.write(codes, from, length);
        }
        bytes.write(0);
        return this;
    }

    public byte[] end() {
        bytes.write(0x3b);
        return bytes.toByteArray();
    }

    private void size(int width, int height) {
        bytes.writeBytes(new byte[] {(byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8)});
    }

    private static int flags(int[] palette) {
        return 0x80 | (Integer.numberOfTrailingZeros(palette.length) - 1);
    }

    private void palette(int[] colours) {
        for (int colour : colours) {
            bytes.writeBytes(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
        }
    }

    // The dictionary is cleared before a code would need another bit, so all codes have the same width.
    private static byte[] codes(int codeSize, int[] indices) {
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        int width = codeSize + 1;
        int clear = 1 << codeSize;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i <= indices.length; i++) {
            int[] next = i == indices.length
                    ? new int[] {clear + 1}
                    : i % (clear - 2) == 0 ? new int[] {clear, indices[i]} : new int[] {indices[i]};
            for (int code : next) {
                buffer |= code << bits;
                for (bits += width; bits >= 8; bits -= 8) {
                    codes.write(buffer);
                    buffer >>= 8;
                }
            }
        }
        codes.write(buffer);
        return codes.toByteArray();
    }
}

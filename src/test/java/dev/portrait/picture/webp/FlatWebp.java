package dev.portrait.picture.webp;

import dev.portrait.picture.Photos;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes large WebP pictures of few bytes, whose pixels are all alike. */
public final class FlatWebp {

    private static final int HALF = 128;
    private static final int PARTITION = 400_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int buffer;
    private int bits;

    private FlatWebp() {}

    /** Returns the numbers of all four transforms (RFC 9649, 3.5). */
    public static int[] all() {
        return new int[] {0, 1, 2, 3};
    }

    /** Returns a lossless picture. */
    public static byte[] lossless(int width, int height, int... transforms) {
        FlatWebp stream = new FlatWebp();
        stream.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(1, 4);
        return Webp.lossless(stream.picture(transforms));
    }

    /** Returns a lossy picture with a compressed alpha plane of these transforms. */
    public static byte[] translucent(int width, int height, int... transforms) {
        byte[] alpha = Photos.append(new byte[] {1}, new FlatWebp().picture(transforms));
        return Webp.extended(0x10, width, height, Webp.chunk("ALPH", alpha), Webp.chunk("VP8 ", frame(width, height)));
    }

    public static byte[] lossy(int width, int height) {
        return Webp.extended(0, width, height, Webp.chunk("VP8 ", frame(width, height)));
    }

    private byte[] picture(int... transforms) {
        for (int transform : transforms) {
            put(1, 1).put(transform, 2);
            switch (transform) {
                // Blocks of 512 pixels, all with the slowest prediction
                case 0 -> put(7, 3).put(0, 1).simple(10, 0, 0, 0, 0);
                case 1 -> put(7, 3).put(0, 1).simple(7, 33, 99, 0, 0);
                case 3 -> put(255, 8).put(0, 1).simple(1, 2, 3, 4, 0);
                default -> {
                    // subtracting green has no data
                }
            }
        }
        put(0, 3).simple(9, 8, 7, 200, 0).put(0, 7);
        return bytes.toByteArray();
    }

    /** A frame whose header asks for the strongest filter, and whose other decisions are all 0 (RFC 6386). */
    private static byte[] frame(int width, int height) {
        FlatWebp frame = new FlatWebp();
        frame.put(PARTITION << 5 | 0x10, 24).put(0x2a019d, 24).put(width, 16).put(height, 16);
        byte[] header = decisions("0000" + "111111" + "000" + "0" + "00" + "0010100" + "00000" + "0");
        frame.bytes.writeBytes(header);
        frame.bytes.writeBytes(new byte[PARTITION - header.length + width * height / 2]);
        return frame.bytes.toByteArray();
    }

    /** Encodes decisions that are as likely as not (RFC 6386, 7.3). */
    private static byte[] decisions(String decisions) {
        BigInteger low = BigInteger.ZERO;
        int range = 255;
        int length = 8;
        for (int i = 0; i < decisions.length(); i++) {
            char decision = decisions.charAt(i);
            int split = 1 + (((range - 1) * HALF) >> 8);
            low = decision == '1' ? low.add(BigInteger.valueOf(split)) : low;
            range = decision == '1' ? range - split : split;
            for (; range < HALF; range <<= 1) {
                low = low.shiftLeft(1);
                length++;
            }
        }
        byte[] bytes = low.shiftLeft(7 - (length + 7) % 8).toByteArray();
        int whole = (length + 7) / 8;
        byte[] padded = new byte[whole];
        int copied = Math.min(whole, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, padded, whole - copied, copied);
        return padded;
    }

    private FlatWebp simple(int... symbols) {
        for (int symbol : symbols) {
            put(0b101, 3).put(symbol, 8);
        }
        return this;
    }

    private FlatWebp put(int value, int count) {
        for (int i = 0; i < count; i++) {
            buffer |= (value >> i & 1) << bits;
            bits++;
            if (bits == 8) {
                bytes.write(buffer);
                buffer = 0;
                bits = 0;
            }
        }
        return this;
    }
}

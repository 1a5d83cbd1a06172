package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;

/** Writes the simplest lossless WebP there is: every sample a literal of eight bits, no transform, no palette. */
final class Webp {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int buffer;
    private int bits;

    private Webp() {}

    static byte[] lossless(BufferedImage image, byte[] exif) {
        boolean alpha = image.getColorModel().hasAlpha();
        byte[] data = new Webp().encode(image, alpha);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (exif.length > 0) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            little(header, 0x08 | (alpha ? 0x10 : 0), 4);
            little(header, image.getWidth() - 1, 3);
            little(header, image.getHeight() - 1, 3);
            chunk(chunks, "VP8X", header.toByteArray());
        }
        chunk(chunks, "VP8L", data);
        if (exif.length > 0) {
            chunk(chunks, "EXIF", exif);
        }
        return riff(chunks.toByteArray());
    }

    /** An animation whose first frame is not at the canvas' corner. */
    static byte[] animated(BufferedImage frame, int canvasWidth, int canvasHeight, int left, int top) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        little(header, 0x12, 4);
        little(header, canvasWidth - 1, 3);
        little(header, canvasHeight - 1, 3);
        chunk(chunks, "VP8X", header.toByteArray());
        chunk(chunks, "ANIM", new byte[6]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        little(body, left / 2, 3);
        little(body, top / 2, 3);
        little(body, frame.getWidth() - 1, 3);
        little(body, frame.getHeight() - 1, 3);
        little(body, 100, 4);
        chunk(body, "VP8L", new Webp().encode(frame, true));
        chunk(chunks, "ANMF", body.toByteArray());
        chunk(chunks, "ANMF", body.toByteArray());
        return riff(chunks.toByteArray());
    }

    private byte[] encode(BufferedImage image, boolean alpha) {
        put(0x2f, 8);
        put(image.getWidth() - 1, 14);
        put(image.getHeight() - 1, 14);
        put(alpha ? 1 : 0, 1);
        put(0, 3);
        put(0, 3); // no transform, no colour cache, one group of codes
        literalCode(256 + 24);
        literalCode(256);
        literalCode(256);
        literalCode(256);
        put(0b0001, 4); // distances: a code of one symbol, never used
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                literal(pixel >> 8);
                literal(pixel >> 16);
                literal(pixel);
                literal(pixel >>> 24);
            }
        }
        put(0, 7);
        return bytes.toByteArray();
    }

    /** A code in which the symbols 0 to 255 have eight bits each, and further ones do not occur. */
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

    private static byte[] riff(byte[] chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Photos.latin1("RIFF"));
        little(file, chunks.length + 4, 4);
        file.writeBytes(Photos.latin1("WEBP"));
        file.writeBytes(chunks);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
        out.writeBytes(Photos.latin1(name));
        little(out, body.length, 4);
        out.writeBytes(body);
        if (body.length % 2 != 0) {
            out.write(0);
        }
    }

    private static void little(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(value >> (8 * i));
        }
    }
}

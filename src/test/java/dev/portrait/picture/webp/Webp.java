package dev.portrait.picture.webp;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes WebP files. */
public final class Webp {

    private Webp() {}

    public static byte[] lossless(BufferedImage image, byte[] exif) {
        boolean alpha = image.getColorModel().hasAlpha();
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (exif.length > 0) {
            chunk(chunks, "VP8X", extended(0x08 | (alpha ? 0x10 : 0), image.getWidth(), image.getHeight()));
        }
        chunk(chunks, "VP8L", new LosslessEncoder(image).header(alpha).picture());
        if (exif.length > 0) {
            chunk(chunks, "EXIF", exif);
        }
        return riff(chunks.toByteArray());
    }

    /** Returns an animation whose frames are at that position. */
    public static byte[] animated(BufferedImage frame, int canvasWidth, int canvasHeight, int left, int top) {
        byte[] stream = new LosslessEncoder(frame).header(true).picture();
        return animated(stream, frame.getWidth(), frame.getHeight(), canvasWidth, canvasHeight, left, top);
    }

    public static byte[] animated(
            byte[] stream, int width, int height, int canvasWidth, int canvasHeight, int left, int top) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunk(chunks, "VP8X", extended(0x12, canvasWidth, canvasHeight));
        chunk(chunks, "ANIM", new byte[6]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        little(body, left / 2, 3);
        little(body, top / 2, 3);
        little(body, width - 1, 3);
        little(body, height - 1, 3);
        little(body, 100, 4);
        chunk(body, "VP8L", stream);
        chunk(chunks, "ANMF", body.toByteArray());
        chunk(chunks, "ANMF", body.toByteArray());
        return riff(chunks.toByteArray());
    }

    /** Returns a file of any lossless stream. */
    public static byte[] lossless(byte[] stream) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunk(chunks, "VP8L", stream);
        return riff(chunks.toByteArray());
    }

    /** Returns a lossy picture of one colour, whose data are all zeros, with an alpha plane. */
    public static byte[] lossy(int width, int height, byte[] alphaStream) {
        return lossy(width, height, height, alphaStream);
    }

    /** Returns the same with another height of the canvas. */
    public static byte[] lossy(int width, int canvasHeight, int height, byte[] alphaStream) {
        byte[] alpha = Photos.append(new byte[] {1}, alphaStream);
        return extended(0x10, width, canvasHeight, chunk("ALPH", alpha), lossy(width, height));
    }

    /** Returns the chunk of a lossy picture of one colour. */
    public static byte[] lossy(int width, int height) {
        int partition = 1000;
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        little(picture, partition << 5 | 0x10, 3);
        little(picture, 0x2a019d, 3);
        little(picture, width, 2);
        little(picture, height, 2);
        picture.writeBytes(new byte[2 * partition]);
        return chunk("VP8 ", picture.toByteArray());
    }

    /** Returns a file of a VP8X chunk with these flags and of more chunks. */
    public static byte[] extended(int flags, int width, int height, byte[]... more) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunk(chunks, "VP8X", extended(flags, width, height));
        for (byte[] chunk : more) {
            chunks.writeBytes(chunk);
        }
        return riff(chunks.toByteArray());
    }

    public static byte[] chunk(String name, byte[] body) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk(chunk, name, body);
        return chunk.toByteArray();
    }

    /** Returns frames within frames. */
    public static byte[] nested(int depth) {
        ByteBuffer frames = ByteBuffer.allocate(24 * depth).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < depth; i++) {
            frames.put(Photos.latin1("ANMF")).putInt(24 * (depth - i) - 8).put(new byte[16]);
        }
        return riff(frames.array());
    }

    private static byte[] extended(int flags, int width, int height) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        little(header, flags, 4);
        little(header, width - 1, 3);
        little(header, height - 1, 3);
        return header.toByteArray();
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

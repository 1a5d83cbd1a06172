package dev.portrait.picture.png;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes a PNG file of nothing but what makes pixels, for the JDK's reader. */
final class CleanPng {

    private static final int CHUNK = 12;
    private static final int CHECKSUM = 4;
    private static final int ALL_BUT_DATA = 8 + 6 * CHUNK + 13 + 4 * 256;

    private final ByteBuffer png;

    private CleanPng(int data) {
        png = ByteBuffer.allocate(ALL_BUT_DATA + data);
    }

    /** @param data the compressed pixels */
    static ByteBuffer write(PngHeader header, PngColours colours, ByteBuffer data) {
        CleanPng clean = new CleanPng(data.remaining());
        clean.png.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        clean.chunk("IHDR", header.write(colours.indexed()));
        if (colours.indexed()) {
            clean.chunk("PLTE", ByteBuffer.wrap(colours.rgb()));
        }
        byte[] alpha = colours.alpha();
        if (alpha.length > 0) {
            clean.chunk("tRNS", ByteBuffer.wrap(alpha));
        }
        // Browsers ignore a wrong checksum of the compressed data. The JDK's reader would fail before it has the last
        // pixels, since it inflates them together with the checksum, unless the checksum is in a chunk of its own.
        int end = Math.max(0, data.remaining() - CHECKSUM);
        clean.chunk("IDAT", data.slice(0, end));
        clean.chunk("IDAT", data.slice(end, data.remaining() - end));
        clean.chunk("IEND", ByteBuffer.allocate(0));
        return clean.png.flip();
    }

    private void chunk(String name, ByteBuffer body) {
        png.putInt(body.remaining());
        int start = png.position();
        png.put(name.getBytes(StandardCharsets.ISO_8859_1)).put(body);
        CRC32 sum = new CRC32();
        sum.update(png.array(), start, png.position() - start);
        png.putInt((int) sum.getValue());
    }
}

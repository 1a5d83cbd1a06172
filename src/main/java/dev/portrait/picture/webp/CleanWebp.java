package dev.portrait.picture.webp;

import dev.portrait.picture.raster.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a WebP file of a single frame, in which all sizes agree and nothing but pixels is left. */
final class CleanWebp {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int EXTENDED_HEADER = 10;
    private static final int ALPHA = 0x10;

    private final ByteBuffer webp;

    private CleanWebp(ByteBuffer webp) {
        this.webp = webp;
    }

    /**
     * @param name the name of the chunk with the pixels
     * @param alpha the content of ALPH; empty if there is none
     * @param spare how many zero bytes follow the file
     */
    static byte[] write(Size size, String name, byte[] data, byte[] alpha, int spare) {
        int extended = alpha.length == 0 ? 0 : length(EXTENDED_HEADER) + length(alpha.length);
        int length = RIFF_HEADER + extended + length(data.length);
        ByteBuffer buffer = ByteBuffer.allocate(length + spare).order(ByteOrder.LITTLE_ENDIAN);
        CleanWebp clean = new CleanWebp(buffer);
        buffer.put(latin1("RIFF")).putInt(length - CHUNK_HEADER).put(latin1("WEBP"));
        if (alpha.length > 0) {
            clean.chunk("VP8X", extendedHeader(size));
            clean.chunk("ALPH", alpha);
        }
        clean.chunk(name, data);
        return buffer.array();
    }

    // Chunks begin at even positions.
    private static int length(int body) {
        return CHUNK_HEADER + body + body % 2;
    }

    private static byte[] extendedHeader(Size size) {
        ByteBuffer header = ByteBuffer.allocate(EXTENDED_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        // Three bytes for each side.
        header.putInt(ALPHA).putInt(size.width() - 1 | (size.height() - 1) << 24);
        return header.putShort((short) ((size.height() - 1) >> 8)).array();
    }

    private void chunk(String name, byte[] body) {
        int end = webp.position() + length(body.length);
        webp.put(latin1(name)).putInt(body.length).put(body).position(end);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

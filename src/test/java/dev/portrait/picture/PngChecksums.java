package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Corrects the checksums of a damaged PNG, so that the damage reaches the decoder. */
final class PngChecksums {

    private static final int SIGNATURE = 8;
    private static final int NAME = 4;
    private static final int SUM = 4;
    private static final int ZLIB_HEADER = 2;

    private PngChecksums() {}

    /**
     * Returns the damaged file with its data in one chunk and correct checksums. The checksum of data that cannot be
     * inflated stays as it is.
     *
     * @param whole the file before the damage, to find the chunks
     */
    static byte[] corrected(byte[] damaged, byte[] whole) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(damaged, 0, SIGNATURE);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer chunks = ByteBuffer.wrap(whole).position(SIGNATURE);
        while (chunks.hasRemaining()) {
            int length = chunks.getInt();
            int body = chunks.position() + NAME;
            String name = new String(damaged, body - NAME, NAME, StandardCharsets.ISO_8859_1);
            byte[] content = Arrays.copyOfRange(damaged, body, body + length);
            if (name.equals("IDAT")) {
                data.writeBytes(content);
            } else {
                if (data.size() > 0) {
                    png.writeBytes(Photos.pngChunk("IDAT", withAdler(data.toByteArray())));
                    data.reset();
                }
                png.writeBytes(Photos.pngChunk(name, content));
            }
            chunks.position(body + length + SUM);
        }
        return png.toByteArray();
    }

    private static byte[] withAdler(byte[] zlib) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(zlib, ZLIB_HEADER, zlib.length - ZLIB_HEADER);
        Adler32 sum = new Adler32();
        byte[] buffer = new byte[1 << 13];
        try {
            while (!inflater.finished() && !inflater.needsInput()) {
                sum.update(buffer, 0, inflater.inflate(buffer));
            }
            if (!inflater.finished()) {
                return zlib;
            }
            int end = zlib.length - inflater.getRemaining();
            return ByteBuffer.allocate(end + SUM)
                    .put(zlib, 0, end)
                    .putInt((int) sum.getValue())
                    .array();
        } catch (DataFormatException e) {
            return zlib;
        } finally {
            inflater.end();
        }
    }
}

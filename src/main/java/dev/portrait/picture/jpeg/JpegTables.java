package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.PictureFault;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a JPEG file: Huffman codes (DHT), quantization (DQT) and the restart interval (DRI). A file may define a
 * table again and again, and decoders take memory for each time. A scan uses only the last definition of each table, so
 * only that is kept.
 */
final class JpegTables {

    static final int DHT = 0xc4;
    static final int DQT = 0xdb;
    static final int DRI = 0xdd;

    private static final int CODE_LENGTHS = 16;
    private static final int COEFFICIENTS = 64;
    private static final int MAX_SLOT = 3;

    /** The tables since the last scan: by marker, and then by the byte that has the kind and the slot of the table. */
    private final Map<Integer, Map<Integer, byte[]>> tables = new TreeMap<>();

    /** @param body the content of a segment, which may have several tables */
    void read(int marker, byte[] body) throws PictureFault {
        ByteCursor in = new ByteCursor(body);
        // Some encoders write empty segments, which not every decoder accepts.
        while (in.remaining() > 0) {
            int slot = marker == DRI ? 0 : in.u8();
            PictureFault.require((slot & 0xf) <= MAX_SLOT && slot >> 4 <= 1);
            tables.computeIfAbsent(marker, any -> new TreeMap<>()).put(slot, table(marker, slot, in));
        }
    }

    private static byte[] table(int marker, int slot, ByteCursor in) throws PictureFault {
        return switch (marker) {
            case DHT -> huffman(in);
            case DQT -> in.take((slot >> 4) * COEFFICIENTS + COEFFICIENTS);
            default -> in.take(2);
        };
    }

    private static byte[] huffman(ByteCursor in) throws PictureFault {
        byte[] counts = in.take(CODE_LENGTHS);
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(counts);
        int symbols = 0;
        for (byte count : counts) {
            symbols += count & 0xff;
        }
        table.writeBytes(in.take(symbols));
        return table.toByteArray();
    }

    /** Keeps the tables that were read since the last call, in one segment for each marker: never more than was read. */
    void keep(KeptSegments kept) {
        tables.forEach((marker, slots) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            slots.forEach((slot, table) -> {
                if (marker != DRI) {
                    body.write(slot);
                }
                body.writeBytes(table);
            });
            kept.addSegment(marker, body.toByteArray());
        });
        tables.clear();
    }
}

package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The part of a JPEG file that the decoder gets. It overwrites the beginning of the file, never more than has been read:
 * a file may be large, and so would be a copy of it.
 */
final class KeptSegments {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int MAX_SEGMENT = 65_533;

    private final byte[] bytes;
    private final ByteCursor read;
    private int length;

    /** @param read how far the file has been read; at least two bytes */
    KeptSegments(byte[] bytes, ByteCursor read) {
        this.bytes = bytes;
        this.read = read;
        add(marker(SOI));
    }

    void addSegment(int marker, byte[] body) {
        if (body.length > MAX_SEGMENT) {
            throw new IllegalArgumentException("a segment above 64 KiB");
        }
        int count = body.length + 2;
        add(marker(marker));
        add((byte) (count >> 8), (byte) count);
        add(body);
    }

    /** Adds a part of the file itself. */
    void addData(int from, int count) {
        add(bytes, from, count);
    }

    /** Returns what was kept as a file, with the end marker that the original may not have. */
    ByteBuffer file() {
        byte[] end = marker(EOI);
        int whole = length + end.length;
        byte[] room = whole <= bytes.length ? bytes : Arrays.copyOf(bytes, whole);
        System.arraycopy(end, 0, room, length, end.length);
        return ByteBuffer.wrap(room, 0, whole);
    }

    private static byte[] marker(int marker) {
        return new byte[] {(byte) 0xff, (byte) marker};
    }

    private void add(byte... part) {
        add(part, 0, part.length);
    }

    private void add(byte[] part, int from, int count) {
        if (count > read.position() - length) {
            throw new IllegalStateException("more is kept than has been read");
        }
        System.arraycopy(part, from, bytes, length, count);
        length += count;
    }
}

package dev.portrait.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept of a file while it is walked. It is put where the file's own bytes have been, of which no more than have
 * been read: a file may be large, and a copy of it as well.
 */
final class KeptBytes {

    private final byte[] bytes;
    private final ByteCursor read;
    private int length;

    KeptBytes(byte[] bytes, ByteCursor read) {
        this.bytes = bytes;
        this.read = read;
    }

    /** Keeps a part of the file itself. */
    void add(int from, int count) {
        move(bytes, from, count);
    }

    void add(byte[] part) {
        move(part, 0, part.length);
    }

    private void move(byte[] part, int from, int count) {
        if (count > read.position() - length) {
            throw new IllegalStateException("more is kept than has been read");
        }
        System.arraycopy(part, from, bytes, length, count);
        length += count;
    }

    /** What has been kept, and an end that the file may not have. */
    ByteBuffer buffer(byte... end) {
        int whole = length + end.length;
        byte[] room = whole <= bytes.length ? bytes : Arrays.copyOf(bytes, whole);
        System.arraycopy(end, 0, room, length, end.length);
        return ByteBuffer.wrap(room, 0, whole);
    }
}

package dev.portrait.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a file of untrusted lengths: whoever asks for more than there is learns that the picture is damaged. */
final class ByteCursor {

    private final byte[] bytes;
    private final int end;
    private int position;

    ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteCursor(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    int u8() throws PictureFault {
        need(1);
        return bytes[position++] & 0xff;
    }

    int u16() throws PictureFault {
        return u8() << 8 | u8();
    }

    long u32() throws PictureFault {
        return (long) u16() << 16 | u16();
    }

    int u16le() throws PictureFault {
        return u8() | u8() << 8;
    }

    int u24le() throws PictureFault {
        return u16le() | u8() << 16;
    }

    long u32le() throws PictureFault {
        return u16le() | (long) u16le() << 16;
    }

    /** Four characters, the name of a chunk. */
    String name() throws PictureFault {
        return new String(take(4), StandardCharsets.ISO_8859_1);
    }

    void skip(long length) throws PictureFault {
        need(length);
        position += (int) length;
    }

    byte[] take(long length) throws PictureFault {
        int from = position;
        skip(length);
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** The next bytes, as a cursor of their own that cannot be read beyond them; this one goes on behind them. */
    ByteCursor part(long length) throws PictureFault {
        int from = position;
        skip(length);
        return new ByteCursor(bytes, from, position);
    }

    boolean startsWith(String latin1) {
        byte[] prefix = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return prefix.length <= remaining()
                && Arrays.equals(bytes, position, position + prefix.length, prefix, 0, prefix.length);
    }

    private void need(long length) throws PictureFault {
        if (length < 0 || length > remaining()) {
            throw PictureFault.damaged();
        }
    }
}

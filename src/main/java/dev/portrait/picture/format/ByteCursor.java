package dev.portrait.picture.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a file whose lengths cannot be trusted. Reading beyond the end means that the picture is damaged. */
public final class ByteCursor {

    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteCursor(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    public int u8() throws PictureFault {
        need(1);
        return bytes[position++] & 0xff;
    }

    public int u16() throws PictureFault {
        return u8() << 8 | u8();
    }

    public long u32() throws PictureFault {
        return (long) u16() << 16 | u16();
    }

    public int u16le() throws PictureFault {
        return u8() | u8() << 8;
    }

    public int u24le() throws PictureFault {
        return u16le() | u8() << 16;
    }

    public long u32le() throws PictureFault {
        return u16le() | (long) u16le() << 16;
    }

    /** Reads the four characters of a chunk name. */
    public String name() throws PictureFault {
        return new String(take(4), StandardCharsets.ISO_8859_1);
    }

    public void skip(long length) throws PictureFault {
        need(length);
        position += (int) length;
    }

    public byte[] take(long length) throws PictureFault {
        int from = position;
        skip(length);
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** Skips the next bytes, and returns a cursor that reads these bytes and no more. */
    public ByteCursor part(long length) throws PictureFault {
        int from = position;
        skip(length);
        return new ByteCursor(bytes, from, position);
    }

    public boolean startsWith(String latin1) {
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

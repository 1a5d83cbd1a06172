package dev.portrait.picture.webp;

import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The stream that TwelveMonkeys' WebP reader reads. Its bit reader fetches eight bytes ahead, ignores the EOFException at
 * the end, and then reads the last eight bytes again and again, with an exception for each symbol: hours, for a large
 * picture (seen in 3.15.0). This stream has eight more bytes, enough for the last bits, and then fails with an exception
 * that the reader does not ignore.
 */
final class WebpInput extends ImageInputStreamImpl {

    /** How many bytes must follow the file. */
    static final int SPARE = 8;

    private final byte[] bytes;

    /** @param bytes a file and the spare bytes */
    WebpInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        int count = (int) Math.min(length, bytes.length - streamPos);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public byte readByte() throws IOException {
        if (streamPos >= bytes.length) {
            throw new IIOException("The data end before the picture does.");
        }
        return super.readByte();
    }

    /**
     * Returns more than the true length. The reader refuses files that grow more than 2048-fold, as those of one colour do
     * (seen in TwelveMonkeys 3.15.0). Our limits already bound the size of a picture.
     */
    @Override
    public long length() {
        return Integer.MAX_VALUE;
    }
}

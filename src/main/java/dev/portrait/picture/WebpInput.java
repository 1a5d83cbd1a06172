package dev.portrait.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * What TwelveMonkeys' WebP reader reads from. Its bit reader fetches eight bytes ahead, swallows the EOFException where
 * there are none, and then reads the last eight again and again, with an exception for each symbol: hours, for a large
 * picture. Here it finds eight bytes more than there are, enough for the last bits, and then an end it cannot ignore.
 */
final class WebpInput extends ImageInputStreamImpl {

    private static final int FETCHED_AHEAD = 8;

    private final byte[] bytes;

    WebpInput(ByteBuffer stream) {
        bytes = new byte[stream.remaining() + FETCHED_AHEAD];
        stream.get(stream.position(), bytes, 0, stream.remaining());
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
     * Not the true one. The reader refuses files that grow more than 2048-fold, as those of one colour do; how large a
     * picture may get has been checked before.
     */
    @Override
    public long length() {
        return Integer.MAX_VALUE;
    }
}

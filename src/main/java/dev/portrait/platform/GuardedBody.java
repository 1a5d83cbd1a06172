package dev.portrait.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A request body that ends with an error where it grows too large or is not what it claims to be. */
final class GuardedBody extends FilterInputStream {

    private final long maxBytes;
    private long count;
    private @Nullable Watch watch;

    GuardedBody(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    void watch(Watch format) {
        watch = format;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            // A body of nothing changes nothing, whatever its type (contract §2).
            if (watch != null && count > 0) {
                watch.end();
            }
            return read;
        }
        count += read;
        if (count > maxBytes) {
            throw new TooLarge();
        }
        if (watch != null) {
            watch.see(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Looks at a body of one format as it goes by, keeping next to nothing of it. */
    interface Watch {

        /** Sees the next bytes; an exception says that the body is malformed. */
        void see(byte[] buffer, int offset, int length) throws IOException;

        /** Learns that there are no more; an exception says that there should be. */
        void end() throws IOException;
    }

    /** The body is larger than the setting allows. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

package dev.portrait.platform.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that reads what the client still sends before it fails. A server that closes a connection with unread data resets it, and the
 * client may not see the response.
 */
final class DrainedBody extends FilterInputStream {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final InputStream received;

    /**
     * @param normalized the body for the runtime
     * @param received the body as the client sends it, limited in length
     */
    DrainedBody(InputStream normalized, InputStream received) {
        super(normalized);
        this.received = received;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return in.read(to, offset, length);
        } catch (IOException | RuntimeException e) {
            drain(e);
            throw e;
        }
    }

    private void drain(Exception failure) {
        byte[] block = new byte[8192];
        long begin = System.nanoTime();
        try {
            while (received.read(block) >= 0 && System.nanoTime() - begin < LIMIT.toNanos()) {
                // discard
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

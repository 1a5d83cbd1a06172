package dev.portrait.platform.body;

import java.io.IOException;
import java.io.InputStream;

/** A body of text from which the value of {@code avatar_base64} is moved into a file while the body is read. */
abstract class TextBody extends InputStream {

    private final InputStream in;
    private final TextAllowance allowance;
    private final ReceivedBody received;
    private final byte[] buffer = new byte[8192];
    private int start;
    private int end;

    TextBody(InputStream in, TextAllowance allowance, ReceivedBody received) {
        this.in = in;
        this.allowance = allowance;
        this.received = received;
    }

    /** Whether the byte stays in the body. */
    abstract boolean keeps(byte next) throws IOException;

    /**
     * Moves bytes that mean themselves, if a value is being moved.
     *
     * @return the index of the first byte that was not moved
     */
    abstract int move(byte[] bytes, int from, int to) throws IOException;

    /** Returns where the value is moved to. Call it once. */
    final Spool spool() {
        return received.spoolBase64();
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] to, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && length > 0) {
            if (start == end && !fill()) {
                return -1;
            }
            while (start < end && count < length) {
                start = move(buffer, start, end);
                if (start == end) {
                    break;
                }
                byte next = buffer[start++];
                if (keeps(next)) {
                    to[offset + count++] = next;
                }
            }
        }
        allowance.take(count);
        return count;
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package dev.portrait.platform;

import java.io.IOException;
import java.io.InputStream;

/** A urlencoded body with a bounded number of fields: a few bytes on the wire become several objects. */
final class FieldsBody extends GuardedBody {

    static final int MAX_FIELDS = 1000;

    private int separators;

    FieldsBody(InputStream in, long maxBytes) {
        super(in, maxBytes);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            if (buffer[i] == '&' && ++separators >= MAX_FIELDS) {
                throw new IOException("too many fields");
            }
        }
        return read;
    }
}

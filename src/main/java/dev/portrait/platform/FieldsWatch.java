package dev.portrait.platform;

import java.io.IOException;

/** Counts the fields of a urlencoded body: the runtimes make objects of all of them, a few bytes each on the wire. */
final class FieldsWatch implements GuardedBody.Watch {

    static final int MAX_FIELDS = 1000;

    private int separators;

    @Override
    public void see(byte[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '&' && ++separators >= MAX_FIELDS) {
                throw new IOException("too many fields");
            }
        }
    }

    @Override
    public void end() {
        // a form may end anywhere
    }
}

package dev.portrait.platform;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A multipart body that may have no part at all: a browser makes that of a form without fields, and it changes nothing
 * (contract §2). RFC 2046 section 5.1.1 requires one part or more, and so do some runtimes: they get one that has no
 * meaning. The body is looked at when it is first read, not before.
 */
final class EmptyForm extends FilterInputStream {

    private static final String PART = "Content-Disposition: form-data; name=\"_\"\r\n\r\n\r\n";

    private final String boundary;
    private boolean begun;

    EmptyForm(InputStream body, String boundary) {
        super(body);
        this.boundary = boundary;
    }

    @Override
    public int read() throws IOException {
        begin();
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begin();
        return in.read(buffer, offset, length);
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        String end = "--" + boundary + "--";
        int length = end.length() + 2;
        PushbackInputStream whole = new PushbackInputStream(in, length + 1);
        byte[] first = whole.readNBytes(length + 1);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.equals(end) || text.equals(end + "\r\n")) {
            in = new ByteArrayInputStream(
                    ("--" + boundary + "\r\n" + PART + end + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } else {
            whole.unread(first);
            in = whole;
        }
    }
}

package dev.portrait.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Watches a multipart body go by (RFC 2046 section 5.1.1): counts its parts and makes sure that it has its end, which
 * not every runtime does. It looks at line beginnings only and keeps no more than a delimiter's length.
 */
final class MultipartWatch implements GuardedBody.Watch {

    static final int MAX_PARTS = 64;

    static final int MAX_HEADER_BYTES = 8192;

    private static final int MAX_BOUNDARY = 70;
    private static final String DISPOSITION = "content-disposition:";

    private final byte[] delimiter;
    private final byte[] line;
    private int column;
    private int parts;
    private boolean inHeaders;
    private int headerBytes;
    private boolean named;
    private boolean closed;

    /** @param boundary as the media type has it; null or longer than 70 characters is seen as malformed at the end */
    MultipartWatch(@Nullable String boundary) {
        boolean usable = boundary != null && !boundary.isEmpty() && boundary.length() <= MAX_BOUNDARY;
        delimiter = (usable ? "--" + boundary : "").getBytes(StandardCharsets.ISO_8859_1);
        line = new byte[Math.max(delimiter.length + 2, DISPOSITION.length())];
    }

    @Override
    public void see(byte[] buffer, int offset, int length) throws IOException {
        if (delimiter.length == 0) {
            throw new IOException("no usable boundary");
        }
        for (int i = offset; i < offset + length && !closed; i++) {
            if (inHeaders) {
                if (++headerBytes > MAX_HEADER_BYTES) {
                    throw new IOException("too long a header of a part");
                }
                if (buffer[i] < 0) {
                    buffer[i] = '_'; // Open Liberty loses a part whose file name is not ASCII; we use no file name
                }
            }
            if (buffer[i] == '\n') {
                endLine();
            } else if (column == line.length && !inHeaders) {
                i = lastOfLine(buffer, i, offset + length);
            } else if (column < line.length) {
                line[column++] = buffer[i];
                if (column == delimiter.length + 2
                        && isDelimiter()
                        && line[column - 2] == '-'
                        && line[column - 1] == '-') {
                    close();
                }
            }
        }
    }

    @Override
    public void end() throws IOException {
        if (!closed) {
            throw new IOException("multipart body without its end");
        }
    }

    private static int lastOfLine(byte[] buffer, int from, int end) {
        int at = from;
        while (at + 1 < end && buffer[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    private void endLine() throws IOException {
        if (isDelimiter()) {
            inHeaders = true;
            headerBytes = 0;
            named = false;
            if (++parts > MAX_PARTS) {
                throw new IOException("too many parts");
            }
        } else if (column == 0 || (column == 1 && line[0] == '\r')) {
            endHeaders();
        } else if (inHeaders) {
            named |= isDisposition();
        }
        column = 0;
    }

    // Without it, a part has no name (RFC 7578 section 4.2); RESTEasy calls that a defect, others pass over the part.
    private void endHeaders() throws IOException {
        if (inHeaders && !named) {
            throw new IOException("a part without its disposition");
        }
        inHeaders = false;
    }

    private boolean isDisposition() {
        return column >= DISPOSITION.length()
                && new String(line, 0, DISPOSITION.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(DISPOSITION);
    }

    // Parsers differ in what they make of parts behind an end that came before the first of them.
    private void close() throws IOException {
        if (parts == 0) {
            throw new IOException("no part before the end");
        }
        closed = true;
    }

    // A line that begins with the delimiter is one: a boundary must not occur in the content.
    private boolean isDelimiter() {
        if (column < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (line[i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}

package dev.portrait.platform.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body (RFC 2046 section 5.1.1), rewritten so that all servers read it alike: each part gets the header that
 * {@link PartHeader} writes, preamble and epilogue are dropped. The content is not changed. Refuses malformed bodies.
 */
final class MultipartBody extends InputStream {

    static final int MAX_PARTS = 64;
    static final int MAX_HEADER_BYTES = 8192;

    private final String delimiter;
    private final MultipartInput input;
    private final PartOrder order;
    private final PartLimits limits;
    private ByteArrayInputStream written = new ByteArrayInputStream(new byte[0]);
    private @Nullable Base64Check base64;
    private boolean begun;
    private boolean ended;
    private int parts;

    MultipartBody(InputStream in, String boundary, PartLimits limits) {
        this.limits = limits;
        delimiter = "--" + boundary;
        input = new MultipartInput(in, delimiter.getBytes(StandardCharsets.ISO_8859_1));
        order = new PartOrder(delimiter);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (written.available() == 0 && input.contentLength() == 0 && !ended) {
            advance();
        }
        if (written.available() > 0 || input.contentLength() == 0) {
            return written.read(to, offset, length);
        }
        int count = input.readContent(to, offset, length);
        limits.take(count);
        if (base64 != null) {
            base64.see(to, offset, offset + count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void advance() throws IOException {
        if (!begun) {
            begin();
        } else if (input.isBeforeDelimiter()) {
            passDelimiter();
        } else {
            input.findContent();
            if (parts == 0) {
                input.skipContent(); // the preamble
            }
        }
    }

    private void begin() throws IOException {
        begun = true;
        if (input.fill()) {
            input.findDelimiterHere();
        } else {
            end();
        }
    }

    private void passDelimiter() throws IOException {
        input.takeDelimiter();
        if (base64 != null) {
            base64.end();
        }
        byte next = input.take();
        if (next == '-' && input.take() == '-') {
            end();
        } else if (next == '\n'
                || (Character.isWhitespace(next)
                        && input.takeLine(MAX_HEADER_BYTES).isBlank())) {
            beginPart();
        } else {
            throw new IOException("text after a boundary"); // parsers read such a line differently
        }
    }

    private void beginPart() throws IOException {
        if (++parts > MAX_PARTS) {
            throw new IOException("too many parts");
        }
        PartHeader header = PartHeader.parse(headerLines());
        base64 = header.isBase64() ? new Base64Check() : null;
        limits.begin(header);
        input.findDelimiterHere();
        write(order.begin(header, input.findDelimiterAfterNoContent()));
    }

    private String headerLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = input.takeLine(MAX_HEADER_BYTES);
        while (!line.isEmpty() && !line.equals("\r")) {
            if (line.startsWith(delimiter)) {
                throw new IOException("part header without an empty line");
            }
            lines.append(line).append('\n');
            line = input.takeLine(MAX_HEADER_BYTES - lines.length());
        }
        return lines.toString();
    }

    // Drops the epilogue, in which some parsers look for more parts.
    private void end() throws IOException {
        boolean blank = input.skipRest();
        if (parts == 0 && !blank) {
            throw new IOException("closing delimiter before the first part");
        }
        ended = true;
        write(order.end());
    }

    private void write(String text) {
        written = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package dev.portrait.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body (RFC 2046 section 5.1.1) in the form that all servers read alike: each part with a {@link PartHeader} instead
 * of its own header, and without preamble and epilogue. The content is not changed. A browser sends a form without fields as a
 * body without parts; some runtimes require one part, so the body gets one that has no meaning. Refuses malformed bodies.
 *
 * <p>The runtimes bind the first part of a name. So that a chosen file wins over an empty text of its name (contract §2), an empty
 * text is held back until another part of its name, or the end. A file field without a file is left out.
 */
final class MultipartBody extends InputStream {

    static final int MAX_PARTS = 64;
    static final int MAX_HEADER_BYTES = 8192;

    private static final PartHeader EMPTY =
            new PartHeader("_", Optional.empty(), true, StandardCharsets.UTF_8, Optional.empty());

    private final InputStream in;
    private final String delimiter;
    private final byte[] delimiterBytes;
    private final byte[] buffer = new byte[16384];
    private int start;
    private int contentEnd;
    private int end;
    private int nextDelimiter = -1;
    private ByteArrayInputStream written = new ByteArrayInputStream(new byte[0]);
    private @Nullable Base64Check base64;
    private boolean begun;
    private boolean closed;
    private int parts;
    private boolean anyWritten;
    private final Set<String> held = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();

    MultipartBody(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = "--" + boundary;
        this.delimiterBytes = delimiter.getBytes(StandardCharsets.ISO_8859_1);
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
        while (written.available() == 0 && contentEnd == start && !closed) {
            advance();
        }
        if (contentEnd == start || written.available() > 0) {
            return written.read(to, offset, length);
        }
        int count = Math.min(length, contentEnd - start);
        System.arraycopy(buffer, start, to, offset, count);
        start += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void advance() throws IOException {
        if (!begun) {
            begin();
        } else if (nextDelimiter >= 0) {
            passDelimiter();
        } else {
            findContent();
            if (parts == 0) {
                start = contentEnd; // the preamble
            }
        }
    }

    private void begin() throws IOException {
        begun = true;
        if (fill()) {
            beginLine();
        } else {
            finish();
        }
    }

    // A delimiter may also come at the beginning of the body, or right after the header of a part without content.
    private void beginLine() throws IOException {
        while (end - start < delimiterBytes.length && fill()) {
            // until there is enough to compare
        }
        if (end - start >= delimiterBytes.length && isDelimiter(start)) {
            nextDelimiter = start;
        }
    }

    /** Finds the content up to the next delimiter, or as far as the buffer shows. A line break before a delimiter belongs to it. */
    private void findContent() throws IOException {
        int from = contentEnd;
        int lineBreak = lineBreak(from);
        while (end - lineBreak > delimiterBytes.length && !isDelimiter(lineBreak + 1)) {
            lineBreak = lineBreak(lineBreak + 1);
        }
        boolean found = end - lineBreak > delimiterBytes.length;
        boolean crLf =
                lineBreak > start && lineBreak < end && buffer[lineBreak] == '\n' && buffer[lineBreak - 1] == '\r';
        contentEnd = crLf ? lineBreak - 1 : lineBreak;
        if (base64 != null) {
            base64.see(buffer, from, contentEnd);
        }
        if (found) {
            nextDelimiter = lineBreak + 1;
        } else if (contentEnd == start && !fill()) {
            throw new IOException("multipart body without its end");
        }
    }

    /** The index of the next line feed, or carriage return (MIMEPull takes one for a line break), or the end of the buffer. */
    private int lineBreak(int from) {
        int at = from;
        while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    private boolean isDelimiter(int at) {
        return Arrays.equals(buffer, at, at + delimiterBytes.length, delimiterBytes, 0, delimiterBytes.length);
    }

    private void passDelimiter() throws IOException {
        start = nextDelimiter + delimiterBytes.length;
        nextDelimiter = -1;
        if (base64 != null) {
            base64.end();
        }
        byte next = take();
        if (next == '-' && take() == '-') {
            finish();
        } else if (next == '\n'
                || (Character.isWhitespace(next) && line(MAX_HEADER_BYTES).isBlank())) {
            beginPart();
        } else {
            throw new IOException("the boundary within the content"); // parsers read such a line differently
        }
    }

    private void beginPart() throws IOException {
        if (++parts > MAX_PARTS) {
            throw new IOException("too many parts");
        }
        StringBuilder lines = new StringBuilder();
        for (String line = line(MAX_HEADER_BYTES);
                !line.isEmpty() && !line.equals("\r");
                line = line(MAX_HEADER_BYTES - lines.length())) {
            if (line.startsWith(delimiter)) {
                throw new IOException("a header without its end");
            }
            lines.append(line).append('\n');
        }
        PartHeader header = PartHeader.parse(lines.toString());
        base64 = header.isBase64() ? new Base64Check() : null;
        beginLine();
        if (isEmpty()) {
            passEmpty(header);
        } else {
            boolean file = header.fileName().isPresent() || !header.text();
            String before = held.remove(header.name()) && !file ? part(EMPTY.named(header.name())) : "";
            seen.add(header.name());
            write(before + part(header));
        }
    }

    /** Whether the next delimiter follows at once: the content is empty. */
    private boolean isEmpty() throws IOException {
        while (nextDelimiter < 0 && end - start < delimiterBytes.length + 2 && fill()) {
            // until there is enough to compare
        }
        int at = start;
        if (at < end && buffer[at] == '\r') {
            at++;
        }
        if (at < end && buffer[at] == '\n') {
            at++;
        }
        if (nextDelimiter < 0 && at > start && end - at >= delimiterBytes.length && isDelimiter(at)) {
            nextDelimiter = at;
        }
        return nextDelimiter >= 0;
    }

    private void passEmpty(PartHeader header) {
        if (header.fileName().equals(Optional.of(""))) {
            return;
        }
        if (header.fileName().isEmpty() && header.text()) {
            if (!seen.contains(header.name())) {
                held.add(header.name());
            }
        } else {
            held.remove(header.name());
            seen.add(header.name());
            write(part(header));
        }
    }

    private String part(PartHeader header) {
        String lineBreak = anyWritten ? "\r\n" : "";
        anyWritten = true;
        return lineBreak + delimiter + "\r\n" + header;
    }

    // Drops the epilogue, in which some parsers look for more parts.
    private void finish() throws IOException {
        do {
            while (parts == 0 && start < end) {
                if (!Character.isWhitespace(take())) {
                    throw new IOException("the end before the first part");
                }
            }
            start = end;
            contentEnd = end;
        } while (fill());
        closed = true;
        StringBuilder rest = new StringBuilder();
        held.forEach(name -> rest.append(part(EMPTY.named(name))));
        if (!anyWritten) {
            rest.append(part(EMPTY));
        }
        write(rest + "\r\n" + delimiter + "--\r\n");
    }

    private void write(String text) {
        written = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The rest of the line, without its line feed. */
    private String line(int maxLength) throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte next = take(); next != '\n'; next = take()) {
            if (line.length() >= maxLength) {
                throw new IOException("too long a header of a part");
            }
            line.append((char) (next & 0xFF));
        }
        return line.toString();
    }

    private byte take() throws IOException {
        if (start == end && !fill()) {
            throw new IOException("multipart body without its end");
        }
        byte next = buffer[start++];
        contentEnd = start;
        return next;
    }

    /** Reads more into the buffer. @return false at the end of the body */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        contentEnd -= start;
        end -= start;
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }
}

package dev.portrait.platform.body;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a multipart body into lines, content and delimiters, with a buffer of fixed size. */
final class MultipartInput implements Closeable {

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[16384];
    private int start;
    private int contentEnd;
    private int end;
    private int nextDelimiter = -1;

    MultipartInput(InputStream in, byte[] delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Returns how much content is known to contain no delimiter, and can be read. */
    int contentLength() {
        return contentEnd - start;
    }

    int readContent(byte[] to, int offset, int length) {
        int count = Math.min(length, contentLength());
        System.arraycopy(buffer, start, to, offset, count);
        start += count;
        return count;
    }

    void skipContent() {
        start = contentEnd;
    }

    /**
     * Finds the content up to the next delimiter, or as far as the buffer goes. The line break before a delimiter is part of the
     * delimiter (RFC 2046 section 5.1.1).
     */
    void findContent() throws IOException {
        int lineBreak = lineBreak(contentEnd);
        while (end - lineBreak > delimiter.length && !isDelimiter(lineBreak + 1)) {
            lineBreak = lineBreak(lineBreak + 1);
        }
        boolean found = end - lineBreak > delimiter.length;
        boolean crLf =
                lineBreak > start && lineBreak < end && buffer[lineBreak] == '\n' && buffer[lineBreak - 1] == '\r';
        contentEnd = crLf ? lineBreak - 1 : lineBreak;
        if (found) {
            nextDelimiter = lineBreak + 1;
        } else if (contentEnd == start && !fill()) {
            throw new IOException("no closing delimiter");
        }
    }

    /** Recognizes a delimiter without a line break before it: at the beginning of the body, or right after a part's header. */
    void findDelimiterHere() throws IOException {
        fillUpTo(delimiter.length);
        if (end - start >= delimiter.length && isDelimiter(start)) {
            nextDelimiter = start;
        }
    }

    /** Recognizes a delimiter after no content. @return whether there is one */
    boolean findDelimiterAfterNoContent() throws IOException {
        if (nextDelimiter < 0) {
            fillUpTo(delimiter.length + 2);
        }
        int at = start;
        if (at < end && buffer[at] == '\r') {
            at++;
        }
        if (at < end && buffer[at] == '\n') {
            at++;
        }
        if (nextDelimiter < 0 && at > start && end - at >= delimiter.length && isDelimiter(at)) {
            nextDelimiter = at;
        }
        return isBeforeDelimiter();
    }

    /** Whether a delimiter follows the content that can be read. */
    boolean isBeforeDelimiter() {
        return nextDelimiter >= 0;
    }

    void takeDelimiter() {
        start = nextDelimiter + delimiter.length;
        nextDelimiter = -1;
    }

    /** Reads the rest of the line, without its line feed. */
    String takeLine(int maxLength) throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte next = take(); next != '\n'; next = take()) {
            if (line.length() >= maxLength) {
                throw new IOException("part header too long");
            }
            line.append((char) (next & 0xFF));
        }
        return line.toString();
    }

    byte take() throws IOException {
        if (start == end && !fill()) {
            throw new IOException("no closing delimiter");
        }
        byte next = buffer[start++];
        contentEnd = start;
        return next;
    }

    /** Skips everything that is left. @return whether it was only white space */
    boolean skipRest() throws IOException {
        boolean blank = true;
        do {
            for (; start < end; start++) {
                blank &= Character.isWhitespace(buffer[start]);
            }
            contentEnd = end;
        } while (fill());
        return blank;
    }

    /** Reads more into the buffer. @return false at the end of the body */
    boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        contentEnd -= start;
        end -= start;
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    private void fillUpTo(int length) throws IOException {
        while (end - start < length && fill()) {
            // until there is enough to compare
        }
    }

    // A carriage return alone counts too: MIMEPull, the parser of Jersey, treats it as a line break (seen in Payara
    // 6.2025.10).
    private int lineBreak(int from) {
        int at = from;
        while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    private boolean isDelimiter(int at) {
        return Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

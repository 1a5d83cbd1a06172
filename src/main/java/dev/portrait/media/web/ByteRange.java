package dev.portrait.media.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of a picture's bytes (RFC 9110 section 14).
 *
 * @param first index of the first byte
 * @param last index of the last byte, inclusive
 * @param whole size of the picture
 */
record ByteRange(long first, long last, long whole) {

    private static final Pattern ONE =
            Pattern.compile("(?i)bytes\\s*=\\s*(?:(\\d{1,18})-(\\d{0,18})|-(\\d{1,18}))\\s*");

    /**
     * Parses the header {@code Range}. Empty if the whole picture is to be sent: a server may ignore the header (section 14.2), and this
     * one does for several ranges, for a range after the end, and for a malformed header.
     */
    static Optional<ByteRange> parse(@Nullable String header, long whole) {
        Matcher range = ONE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                        range.group(3) == null
                                ? between(range.group(1), range.group(2), whole)
                                : new ByteRange(Math.max(0, whole - Long.parseLong(range.group(3))), whole - 1, whole))
                .filter(part -> part.first <= part.last);
    }

    private static ByteRange between(String first, String last, long whole) {
        long end = last.isEmpty() ? whole - 1 : Math.min(Long.parseLong(last), whole - 1);
        return new ByteRange(Long.parseLong(first), end, whole);
    }

    long length() {
        return last - first + 1;
    }

    /** Formats the value of {@code Content-Range}. */
    String contentRange() {
        return "bytes " + first + "-" + last + "/" + whole;
    }
}

package dev.portrait.media.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a picture that a client asks for (RFC 9110 section 14).
 *
 * @param first the first byte, from 0 on
 * @param last the last byte, which belongs to the part
 * @param whole how many bytes the picture has
 */
record ByteRange(long first, long last, long whole) {

    private static final Pattern ONE =
            Pattern.compile("(?i)bytes\\s*=\\s*(?:(\\d{1,18})-(\\d{0,18})|-(\\d{1,18}))\\s*");

    /**
     * The part that a header asks for. Empty where there is none that we give: we are free to ignore what we like (section
     * 14.2), and do so with several parts at once, with one behind the end, and with whatever cannot be read.
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

    /** As {@code Content-Range} says it. */
    String contentRange() {
        return "bytes " + first + "-" + last + "/" + whole;
    }
}

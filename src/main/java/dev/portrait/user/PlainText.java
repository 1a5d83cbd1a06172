package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;

/**
 * A free text without surrounding white space, control characters or broken characters, a name without invisible ones too; not
 * empty, not too long.
 */
public final class PlainText {

    // What every decoder puts where the bytes were no UTF-8: refusing it refuses invalid UTF-8 in each kind of body.
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private final String value;

    private PlainText(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /**
     * The text that was sent, trimmed; in a text with line breaks, CRLF becomes LF and a tab a space.
     *
     * @throws RequestException {@code invalid} or {@code max_length}
     */
    public static PlainText of(TextField field, String raw) {
        String text = field.allowsLineBreaks() ? lines(field.field(), raw) : line(field.field(), raw);
        if (length(text) > field.maxLength()) {
            throw new RequestException(new FieldError(field.field(), ErrorCode.MAX_LENGTH, field.maxLength()));
        }
        if (field.isName()) {
            refuse(field.field(), InvisibleCharacters.fault(text));
        }
        return new PlainText(text);
    }

    /**
     * The text of a field that has one line, trimmed.
     *
     * @throws RequestException {@code invalid} if it has control characters or broken ones
     */
    static String line(String field, String raw) {
        String text = strip(raw);
        refuse(field, fault(text));
        return text;
    }

    private static String lines(String field, String raw) {
        String text = strip(raw.replace("\r\n", "\n").replace('\t', ' '));
        refuse(field, fault(text.replace("\n", "")));
        return text;
    }

    private static void refuse(String field, Reason fault) {
        if (fault != Reason.NONE) {
            throw new RequestException(FieldError.invalid(field, fault));
        }
    }

    /** The length in Unicode code points (contract §2). */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text without the white space at its ends. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    // The property White_Space of Unicode. String.strip() lacks the no-break spaces, and takes U+001C to U+001F.
    private static boolean isWhiteSpace(char character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r') || character == '\u0085';
    }

    /** What no text may have: a control character, half of a surrogate pair, a trace of invalid UTF-8. */
    public static Reason fault(String text) {
        return text.codePoints()
                .mapToObj(PlainText::fault)
                .filter(reason -> reason != Reason.NONE)
                .findFirst()
                .orElse(Reason.NONE);
    }

    private static Reason fault(int codePoint) {
        if (codePoint == REPLACEMENT_CHARACTER) {
            return Reason.NOT_UTF_8;
        }
        if (Character.getType(codePoint) == Character.SURROGATE) {
            return Reason.UNPAIRED_SURROGATE;
        }
        if (isNoncharacter(codePoint)) {
            return Reason.NONCHARACTER;
        }
        if (Character.isISOControl(codePoint)) {
            return isWhiteSpace((char) codePoint) ? Reason.LINE_BREAK : Reason.CONTROL_CHARACTER;
        }
        return Reason.NONE;
    }

    // Unicode 15, section 23.7. XML does not allow U+FFFE and U+FFFF, so the SVG of the initials would be malformed.
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}

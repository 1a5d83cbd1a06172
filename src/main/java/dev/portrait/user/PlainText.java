package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;

/**
 * A free text without surrounding white space, control characters or broken characters, a name without invisible ones too; not
 * empty, not too long.
 */
public final class PlainText {

    // What every decoder puts where the bytes were no UTF-8: refusing it refuses invalid UTF-8 in each kind of body.
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;
    // Letters and marks by category, but nothing to see: the combining grapheme joiner, Hangul and Khmer fillers, a
    // blank
    // of Braille.
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private final String value;

    private PlainText(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /**
     * The text that was sent, trimmed; in a text with line breaks, CRLF becomes LF.
     *
     * @throws RequestException {@code invalid} or {@code max_length}
     */
    public static PlainText of(TextField field, String raw) {
        String text = field.allowsLineBreaks() ? raw.replace("\r\n", "\n") : raw;
        if (!isClean(field.allowsLineBreaks() ? text.replace("\n", "") : text)) {
            throw new RequestException(new FieldError(field.field(), ErrorCode.INVALID));
        }
        if (field.isName() && text.codePoints().anyMatch(PlainText::isInvisible)) {
            throw new RequestException(new FieldError(field.field(), ErrorCode.INVALID));
        }
        String trimmed = text.strip();
        if (length(trimmed) > field.maxLength()) {
            throw new RequestException(new FieldError(field.field(), ErrorCode.MAX_LENGTH, field.maxLength()));
        }
        return new PlainText(trimmed);
    }

    /** Whether the text has neither control characters, nor lone surrogates, nor traces of invalid UTF-8. */
    static boolean isClean(String text) {
        return text.codePoints().noneMatch(PlainText::isBroken);
    }

    /** The length in Unicode code points (contract §2). */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    // What turns the order of letters, or takes no place, makes one name look like another.
    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> FILLERS.indexOf(codePoint) >= 0;
        };
    }

    private static boolean isBroken(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || codePoint == REPLACEMENT_CHARACTER
                || isNoncharacter(codePoint);
    }

    // Unicode 15, section 23.7. XML does not allow U+FFFE and U+FFFF, so the SVG of the initials would be malformed.
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}

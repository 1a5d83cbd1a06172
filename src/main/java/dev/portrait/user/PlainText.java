package dev.portrait.user;

import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;

/**
 * A free text: trimmed, not too long, without control characters and broken characters. A name has no invisible characters
 * either (contract §2).
 */
public final class PlainText implements FieldValue {

    // Decoders replace invalid UTF-8 by this character. Refusing it refuses invalid UTF-8 in every kind of body.
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private final String value;

    private PlainText(String value) {
        this.value = value;
    }

    @Override
    public String text() {
        return value;
    }

    /**
     * Parses the text of a field: trims it, and where the field allows line breaks, turns CRLF into LF and tabs into spaces.
     *
     * @throws RequestException {@code invalid} or {@code max_length}
     */
    public static PlainText parse(ProfileField field, String raw) {
        String text = field.kind() == FieldKind.LINES ? lines(field.key(), raw) : line(field.key(), raw);
        if (length(text) > field.maxLength()) {
            throw new RequestException(new FieldError(field.key(), ErrorCode.MAX_LENGTH, field.maxLength()));
        }
        if (field.kind() == FieldKind.NAME) {
            refuse(field.key(), InvisibleCharacters.fault(text));
        }
        return new PlainText(text);
    }

    /**
     * Returns the trimmed text of a field with one line.
     *
     * @throws RequestException {@code invalid} if the text contains control characters or broken characters
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

    /** Returns the length in Unicode code points (contract §2). */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns the text without white space at its ends. */
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

    // Unicode's White_Space property. String.strip() keeps no-break spaces and removes U+001C to U+001F.
    private static boolean isWhiteSpace(char character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r') || character == '\u0085';
    }

    /**
     * Returns why a text is refused: a control character, half of a surrogate pair, a noncharacter, or a trace of invalid
     * UTF-8. Returns {@link Reason#NONE} if it contains none of these.
     */
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

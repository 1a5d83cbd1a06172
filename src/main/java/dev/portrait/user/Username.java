package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A unique name of ASCII letters, digits, hyphens and underscores, with at least one letter or digit (contract §2). */
public record Username(String text) implements FieldValue {

    static final int MAX_LENGTH = ProfileField.USERNAME.maxLength();

    private static final String FIELD = ProfileField.USERNAME.key();
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9_-]*");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[a-zA-Z0-9]");

    /**
     * Checks the name.
     *
     * @throws RequestException {@code blank}, {@code invalid} or {@code max_length}
     */
    public Username {
        if (text.isEmpty()) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.BLANK));
        }
        if (PlainText.length(text) > MAX_LENGTH) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.MAX_LENGTH, MAX_LENGTH));
        }
        if (!CHARACTERS.matcher(text).matches()) {
            throw new RequestException(FieldError.invalid(FIELD, Reason.BAD_CHARACTER));
        }
        if (!LETTER_OR_DIGIT.matcher(text).find()) {
            throw new RequestException(FieldError.invalid(FIELD, Reason.NO_LETTER_OR_DIGIT));
        }
    }

    /**
     * Parses and trims a name.
     *
     * @throws RequestException {@code blank}, {@code invalid} or {@code max_length}
     */
    public static Username parse(String raw) {
        return new Username(PlainText.line(FIELD, raw));
    }

    /** Returns the form that must be unique: usernames ignore case. */
    String key() {
        return key(text);
    }

    /** As {@link #key()}, of any text. */
    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

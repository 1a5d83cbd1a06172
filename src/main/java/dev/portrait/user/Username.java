package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name that is unique, ignoring ASCII case (contract §2). */
public record Username(String value) {

    public static final int MAX_LENGTH = 255;

    private static final String FIELD = "username";
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9_-]*");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[a-zA-Z0-9]");

    /**
     * A name as it is kept.
     *
     * @throws RequestException {@code blank}, {@code invalid} or {@code max_length}
     */
    public Username {
        if (value.isEmpty()) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.BLANK));
        }
        if (PlainText.length(value) > MAX_LENGTH) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.MAX_LENGTH, MAX_LENGTH));
        }
        if (!CHARACTERS.matcher(value).matches()) {
            throw new RequestException(FieldError.invalid(FIELD, Reason.BAD_CHARACTER));
        }
        if (!LETTER_OR_DIGIT.matcher(value).find()) {
            throw new RequestException(FieldError.invalid(FIELD, Reason.NO_LETTER_OR_DIGIT));
        }
    }

    /**
     * The name that was sent, trimmed.
     *
     * @throws RequestException {@code blank}, {@code invalid} or {@code max_length}
     */
    public static Username parse(String raw) {
        return new Username(PlainText.line(FIELD, raw));
    }

    /** What must be unique. */
    String key() {
        return value.toLowerCase(Locale.ROOT);
    }
}

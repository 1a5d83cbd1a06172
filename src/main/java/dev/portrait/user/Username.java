package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name that is unique, ignoring ASCII case (contract §2). */
public record Username(String value) {

    public static final int MAX_LENGTH = 255;

    private static final String FIELD = "username";
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]*[a-zA-Z0-9][a-zA-Z0-9_-]*");

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
        if (!FORM.matcher(value).matches()) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
        }
    }

    /**
     * The name that was sent. Blanks around it are trimmed; a line break is no blank but a control character.
     *
     * @throws RequestException {@code blank}, {@code invalid} or {@code max_length}
     */
    public static Username parse(String raw) {
        if (!PlainText.isClean(raw)) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
        }
        return new Username(raw.strip());
    }

    /** What must be unique. */
    String key() {
        return value.toLowerCase(Locale.ROOT);
    }
}

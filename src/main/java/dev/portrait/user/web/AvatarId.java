package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Which avatar a request names. */
final class AvatarId {

    static final String FIELD = "avatar_id";

    private AvatarId() {}

    /**
     * The id in a form or a query.
     *
     * @throws RequestException {@code blank} where there is none, {@code invalid} where it is no positive integer
     */
    static long of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.BLANK));
        }
        if (!text.strip().matches("[1-9]\\d{0,17}")) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
        }
        return Long.parseLong(text.strip());
    }

    /**
     * The id in a JSON body, as a number or in quotes.
     *
     * @throws RequestException as {@link #of(String)} does
     */
    static long of(JsonObject body) {
        JsonValue value = body.getOrDefault(FIELD, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return of(string.getString());
        }
        if (value == JsonValue.NULL) {
            return of((String) null);
        }
        if (value instanceof JsonNumber number) {
            return of(number.toString());
        }
        throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
    }
}

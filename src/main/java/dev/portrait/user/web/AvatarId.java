package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code avatar_id}. */
final class AvatarId {

    static final String FIELD = "avatar_id";

    private AvatarId() {}

    /**
     * Parses the id of a form or a query.
     *
     * @param text null if the field is absent
     * @throws RequestException {@code blank} if there is no id, {@code invalid} if it is not a positive integer
     */
    static long parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.BLANK));
        }
        if (!text.strip().matches("[1-9]\\d{0,17}")) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
        }
        return Long.parseLong(text.strip());
    }

    /**
     * Parses the id of a JSON body, a number or a string.
     *
     * @throws RequestException as {@link #parse(String)} does
     */
    static long parse(JsonObject body) {
        JsonValue value = body.getOrDefault(FIELD, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return parse(string.getString());
        }
        if (value == JsonValue.NULL) {
            return parse((String) null);
        }
        if (value instanceof JsonNumber number) {
            return parse(number.toString());
        }
        throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
    }
}

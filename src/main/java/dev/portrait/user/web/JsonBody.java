package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a small JSON object with values of any type. */
final class JsonBody {

    private static final int MAX_BYTES = 1 << 16;

    private JsonBody() {}

    /**
     * Returns the object; an empty body counts as an empty object.
     *
     * @throws RequestException {@code parse_error} for anything else; {@code payload_too_large} above 64 KiB
     */
    static JsonObject read(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new RequestException(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        ProfileBody.json(body); // stricter than a JsonReader
        if (body.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader =
                JSON.createReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8))) {
            return reader.readObject();
        } catch (RuntimeException e) {
            // Parsson 1.1.7 throws no JsonException for a number of more than 1,100 digits.
            throw new RequestException(ErrorCode.PARSE_ERROR, e);
        }
    }
}

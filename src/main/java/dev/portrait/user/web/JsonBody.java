package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A small JSON object, whose values are not all texts. */
final class JsonBody {

    private static final int MAX_BYTES = 1 << 16;

    private JsonBody() {}

    /**
     * The object; an empty one where there is no body.
     *
     * @throws RequestException {@code parse_error} for anything else; {@code payload_too_large} above 64 KiB
     */
    static JsonObject read(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new RequestException(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        ProfileForm.ofJson(body); // stricter than a reader is
        if (body.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader =
                Json.createReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8))) {
            return reader.readObject();
        } catch (RuntimeException e) {
            // Parsson throws no JsonException for a number of more than 1,100 digits.
            throw new RequestException(ErrorCode.PARSE_ERROR, e);
        }
    }
}

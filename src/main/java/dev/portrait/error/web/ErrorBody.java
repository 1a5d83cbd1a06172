package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The two shapes of an error on the wire (contract §4). */
final class ErrorBody {

    // The methods of jakarta.json.Json look for it each time, in every jar that the server has.
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final ResourceBundle MESSAGES = ResourceBundle.getBundle("dev.portrait.messages", Locale.ROOT);

    private ErrorBody() {}

    /** A problem of the request as a whole. */
    static JsonObject of(ErrorCode code) {
        return withMessage(code, MESSAGES.getString(code.wire()));
    }

    /** Problems of single fields, or one of the request as a whole. */
    static JsonObject of(RequestException refused) {
        return refused.fieldErrors().isEmpty()
                ? withMessage(refused.code(), MESSAGES.getString(refused.messageKey()))
                : of(refused.fieldErrors());
    }

    /** A defect; all that the client learns is the id under which the log has the rest. */
    static JsonObject ofIncident(String incident) {
        return withMessage(ErrorCode.ERROR, format(ErrorCode.ERROR.wire(), incident));
    }

    /** Problems of single fields: one entry per field, its messages in the order they were found. */
    static JsonObject of(List<FieldError> fieldErrors) {
        Map<String, JsonArrayBuilder> messages = new LinkedHashMap<>();
        for (FieldError error : fieldErrors) {
            messages.computeIfAbsent(error.field(), field -> JSON.createArrayBuilder())
                    .add(JSON.createObjectBuilder()
                            .add("code", error.code().wire())
                            .add("message", message(error)));
        }
        JsonArrayBuilder errors = JSON.createArrayBuilder();
        messages.forEach((field, array) ->
                errors.add(JSON.createObjectBuilder().add("field", field).add("messages", array)));
        return JSON.createObjectBuilder().add("errors", errors).build();
    }

    private static JsonObject withMessage(ErrorCode code, String message) {
        return JSON.createObjectBuilder()
                .add(
                        "errors",
                        JSON.createArrayBuilder()
                                .add(JSON.createObjectBuilder()
                                        .add("code", code.wire())
                                        .add("message", message)))
                .build();
    }

    private static String message(FieldError error) {
        String key = MESSAGES.containsKey(error.messageKey()) ? error.messageKey() : error.commonMessageKey();
        return format(key, error.arguments().toArray());
    }

    private static String format(String key, Object... arguments) {
        return new MessageFormat(MESSAGES.getString(key), Locale.ENGLISH).format(arguments);
    }
}

package dev.portrait.error.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** Builds the JSON of errors, which has two shapes (contract §4). */
final class ErrorBody {

    private static final ResourceBundle MESSAGES = ResourceBundle.getBundle("dev.portrait.messages", Locale.ROOT);

    private ErrorBody() {}

    /** An error of the whole request. */
    static JsonObject of(ErrorCode code) {
        return withMessage(code, MESSAGES.getString(code.wire()));
    }

    /** The errors of single fields, or the error of the whole request. */
    static JsonObject of(RequestException refused) {
        return refused.fieldErrors().isEmpty()
                ? withMessage(refused.code(), MESSAGES.getString(refused.messageKey()))
                : of(refused.fieldErrors());
    }

    /** A defect. The client learns only the id under which the log has the details. */
    static JsonObject ofIncident(String incident) {
        return withMessage(ErrorCode.ERROR, format(ErrorCode.ERROR.wire(), incident));
    }

    /** Errors of single fields: one entry for each field, with its messages in the order in which they were found. */
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

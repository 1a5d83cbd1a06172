package dev.portrait.error.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.language.Messages;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the JSON of errors, which has two shapes (contract §4), in one language. */
final class ErrorBody {

    private final Messages messages;

    ErrorBody(Messages messages) {
        this.messages = messages;
    }

    /** An error of the whole request. */
    JsonObject of(ErrorCode code) {
        return withMessage(code, messages.say(code.wire()));
    }

    /** The errors of single fields, or the error of the whole request. */
    JsonObject of(RequestException refused) {
        return refused.fieldErrors().isEmpty()
                ? withMessage(refused.code(), messages.say(refused.messageKey()))
                : of(refused.fieldErrors());
    }

    /** A defect. The client learns only the id under which the log has the details. */
    JsonObject ofIncident(String incident) {
        return withMessage(ErrorCode.ERROR, messages.say(ErrorCode.ERROR.wire(), incident));
    }

    /** Errors of single fields: one entry for each field, with its messages in the order in which they were found. */
    JsonObject of(List<FieldError> fieldErrors) {
        Map<String, JsonArrayBuilder> byField = new LinkedHashMap<>();
        for (FieldError error : fieldErrors) {
            byField.computeIfAbsent(error.field(), field -> JSON.createArrayBuilder())
                    .add(JSON.createObjectBuilder()
                            .add("code", error.code().wire())
                            .add("message", message(error)));
        }
        JsonArrayBuilder errors = JSON.createArrayBuilder();
        byField.forEach((field, array) ->
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

    private String message(FieldError error) {
        String key = messages.has(error.messageKey()) ? error.messageKey() : error.commonMessageKey();
        return messages.say(key, error.arguments().toArray());
    }
}

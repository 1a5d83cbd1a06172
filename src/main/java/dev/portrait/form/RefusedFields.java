package dev.portrait.form;

import dev.portrait.language.Messages;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The messages of an error of contract §4: those of the whole request, and those of its fields. */
final class RefusedFields {

    private final List<JsonObject> errors;
    private final Messages messages;

    RefusedFields(JsonObject body, Messages messages) {
        this.errors = body.getJsonArray("errors").getValuesAs(JsonObject.class);
        this.messages = messages;
    }

    /** Returns the messages of the whole request, and those of the fields that are wanted, with the name of the field. */
    List<String> sentences(Predicate<String> wanted) {
        return errors.stream().flatMap(error -> sentences(error, wanted)).toList();
    }

    private Stream<String> sentences(JsonObject error, Predicate<String> wanted) {
        if (!error.containsKey("field")) {
            return Stream.of(error.getString("message"));
        }
        String field = error.getString("field");
        return Stream.of(field).filter(wanted).flatMap(this::of).map(message -> label(field) + ": " + message);
    }

    /** Returns the messages of a field. */
    Stream<String> of(String field) {
        return errors.stream()
                .filter(error -> error.getString("field", "").equals(field))
                .flatMap(error -> error.getJsonArray("messages").getValuesAs(JsonObject.class).stream())
                .map(message -> message.getString("message"));
    }

    private String label(String field) {
        String key = "label." + field;
        return messages.has(key) ? messages.say(key) : field;
    }
}

package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.ProfileField;
import dev.portrait.user.visibility.View;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringReader;

/** A user as JSON, as one view shows it (contract §3). */
final class UserView {

    private UserView() {}

    /** @param uri the request, whose address the links to pictures begin with */
    static JsonObject json(View view, UriInfo uri) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        view.fields().forEach(field -> json.add(field.key(), value(field, view.text(field), uri)));
        return json.build();
    }

    private static JsonValue value(ProfileField field, String text, UriInfo uri) {
        return switch (field.kind()) {
            case USERNAME, NAME, LINE, LINES, EMAIL, COORDINATES, TIME, GENDER, STATUS, URL -> JSON.createValue(text);
            case DATE -> text.isEmpty() ? JsonValue.NULL : JSON.createValue(text);
            case PICTURE -> text.isEmpty() ? JsonValue.NULL : JSON.createValue(MediaLinks.link(text, uri));
            case INTEGER, COUNTER -> text.isEmpty() ? JsonValue.NULL : JSON.createValue(Long.parseLong(text));
            case BOOLEAN -> Boolean.parseBoolean(text) ? JsonValue.TRUE : JsonValue.FALSE;
            case TAGS -> array(text);
            case RESERVED -> JsonValue.NULL;
        };
    }

    private static JsonArray array(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }
}

package dev.portrait.user.web;

import dev.portrait.config.Settings;
import dev.portrait.user.Gender;
import dev.portrait.user.TextField;
import dev.portrait.user.Username;
import dev.portrait.user.Website;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** The fields that an owner may write, with their limits and whether another system keeps them. */
@Singleton
final class FieldRules {

    private final Settings settings;

    @Inject
    FieldRules(Settings settings) {
        this.settings = settings;
    }

    boolean readOnly(String field) {
        return settings.readOnlyFields().contains(field);
    }

    /** In the form that Django REST framework has made known: {@code {"actions":{"PUT":{field: rule}}}}. */
    JsonObject metadata() {
        JsonObjectBuilder fields = Json.createObjectBuilder();
        fields.add("username", text("username", Username.MAX_LENGTH));
        for (TextField field : TextField.values()) {
            fields.add(field.field(), text(field.field(), field.maxLength()));
        }
        for (String field : List.of("location_lat_lng", "position_lat_lng", "date_of_birth")) {
            fields.add(field, rule(field));
        }
        fields.add("gender", rule("gender").add("choices", genders()));
        fields.add("website", text("website", Website.MAX_LENGTH));
        fields.add("avatar", picture("avatar"));
        fields.add("cover", picture("cover"));
        return Json.createObjectBuilder()
                .add("actions", Json.createObjectBuilder().add("PUT", fields))
                .build();
    }

    private JsonObjectBuilder text(String field, int maxLength) {
        return rule(field).add("max_length", maxLength);
    }

    private JsonObjectBuilder picture(String field) {
        return rule(field).add("max_bytes", settings.pictureMaxBytes()).add("max_pixels", settings.pictureMaxPixels());
    }

    private JsonObjectBuilder rule(String field) {
        return Json.createObjectBuilder().add("read_only", readOnly(field));
    }

    private static JsonArrayBuilder genders() {
        JsonArrayBuilder words = Json.createArrayBuilder();
        for (Gender gender : Gender.values()) {
            words.add(gender.wire());
        }
        return words;
    }
}

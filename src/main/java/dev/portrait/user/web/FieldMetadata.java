package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.Settings;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.user.Gender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Describes the writable fields and their limits for OPTIONS (contract §1), so that a page need not know them. */
@Singleton
final class FieldMetadata {

    private final Settings settings;

    @Inject
    FieldMetadata(Settings settings) {
        this.settings = settings;
    }

    /** Returns the form that Django REST framework made popular: {@code {"actions":{"PUT":{field: rule}}}}. */
    JsonObject json() {
        JsonObjectBuilder fields = JSON.createObjectBuilder();
        ProfileField.writable().forEach(field -> fields.add(field.key(), rule(field)));
        return JSON.createObjectBuilder()
                .add("actions", JSON.createObjectBuilder().add("PUT", fields))
                .build();
    }

    private JsonObjectBuilder rule(ProfileField field) {
        JsonObjectBuilder rule = JSON.createObjectBuilder()
                .add("read_only", settings.readOnlyFields().contains(field));
        if (field.hasMaxLength()) {
            rule.add("max_length", field.maxLength());
        }
        if (field.kind() == FieldKind.GENDER) {
            rule.add("choices", genders());
        }
        if (field.kind() == FieldKind.PICTURE) {
            rule.add("max_bytes", settings.pictureMaxBytes()).add("max_pixels", settings.pictureMaxPixels());
        }
        return rule;
    }

    private static JsonArrayBuilder genders() {
        JsonArrayBuilder words = JSON.createArrayBuilder();
        for (Gender gender : Gender.values()) {
            words.add(gender.text());
        }
        return words;
    }
}

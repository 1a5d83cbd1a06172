package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.user.User;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** Who may see the fields of a user, as JSON (contract §11): the levels that apply, and the floors of the site. */
final class VisibilityView {

    /** The key of the floors, which requests may contain and cannot change. */
    static final String FLOOR = "floor";

    private VisibilityView() {}

    static JsonObject json(User user, VisibilityFloors floors) {
        return levels(user.levels(floors)).add(FLOOR, levels(floors.fields())).build();
    }

    private static JsonObjectBuilder levels(Map<ProfileField, VisibilityLevel> levels) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        levels.forEach((field, level) -> json.add(field.key(), level.key()));
        return json;
    }
}

package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.ProfileField;
import dev.portrait.user.Subject;
import dev.portrait.user.User;
import dev.portrait.user.visibility.View;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What administrators manage of a user as JSON: what PATCH of the same address accepts (contract §12). */
final class ManagedView {

    private static final Set<ProfileField> FIELDS = fields();

    private ManagedView() {}

    /** @param uri the request, whose address the links to pictures begin with */
    static JsonObject json(User user, UriInfo uri) {
        JsonObject all = UserView.json(View.complete(user), uri);
        JsonObjectBuilder json = JSON.createObjectBuilder();
        FIELDS.forEach(field -> json.add(field.key(), all.get(field.key())));
        JsonValue subject = user.subject().<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
        return json.add(Subject.FIELD, subject).build();
    }

    private static Set<ProfileField> fields() {
        Set<ProfileField> fields = EnumSet.copyOf(ProfileField.managed());
        fields.addAll(AdministratorForm.CLEARABLE);
        fields.addAll(List.of(ProfileField.USERNAME, ProfileField.AVATAR, ProfileField.COVER));
        return fields;
    }
}

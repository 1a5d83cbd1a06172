package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.user.profile.ProfileForm;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.EntityPart;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a multipart body of managed fields.
 *
 * @param texts the texts as the JSON values that they stand for
 * @param files the pictures
 */
record ManagedParts(JsonObject texts, ProfileForm files) {

    private static final String INTEGER = "-?\\d{1,20}"; // 64 bits have at most 19 digits
    private static final Map<String, FieldKind> KINDS =
            ProfileField.managed().stream().collect(Collectors.toMap(ProfileField::key, ProfileField::kind));

    /** Reads the parts. If a name is repeated, the first part counts, as in other forms (contract §2). */
    static ManagedParts of(List<EntityPart> parts) {
        ProfileBody body = new ProfileBody();
        Set<String> seen = new HashSet<>();
        for (EntityPart part : parts) {
            if (seen.add(part.getName())) {
                add(body, part);
            }
        }
        ProfileForm form = body.form();
        JsonObjectBuilder texts = JSON.createObjectBuilder();
        form.texts().forEach((name, text) -> texts.add(name, value(name, text)));
        return new ManagedParts(texts.build(), form);
    }

    private static void add(ProfileBody body, EntityPart part) {
        switch (part.getName()) {
            case "avatar" -> body.part(ProfileField.AVATAR, part);
            case "cover" -> body.part(ProfileField.COVER, part);
            default -> body.text(part);
        }
    }

    // A text that does not have the form stays a text, which the rule of the field refuses.
    private static JsonValue value(String name, String text) {
        JsonValue string = JSON.createValue(text);
        FieldKind kind = KINDS.getOrDefault(name, FieldKind.LINE);
        return switch (kind) {
            case INTEGER, COUNTER -> text.matches(INTEGER) ? JSON.createValue(new BigInteger(text)) : string;
            case BOOLEAN ->
                Map.of("true", JsonValue.TRUE, "false", JsonValue.FALSE).getOrDefault(text, string);
            case TAGS -> text.isEmpty() ? string : array(text, string);
            default -> string;
        };
    }

    private static JsonValue array(String text, JsonValue otherwise) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readArray();
        } catch (RuntimeException e) {
            return otherwise; // Parsson 1.1.7 does not always throw a JsonException
        }
    }
}

package dev.portrait.user.web;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.EmailAddress;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses the fields that another system owns (contract §12): JSON null and the empty text clear a field. */
final class ManagedForm {

    private static final int MAX_TAGS = 100;
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    // The keys of a Tag in the origin's schema.
    private static final Map<String, Set<ValueType>> TAG = Map.of(
            "id", Set.of(ValueType.NUMBER),
            "active", Set.of(ValueType.TRUE, ValueType.FALSE),
            "type", Set.of(ValueType.STRING, ValueType.NULL),
            "name", Set.of(ValueType.STRING),
            "description", Set.of(ValueType.STRING, ValueType.NULL),
            "color", Set.of(ValueType.STRING, ValueType.NULL),
            "visible", Set.of(ValueType.TRUE, ValueType.FALSE),
            "deleted", Set.of(ValueType.TRUE, ValueType.FALSE),
            "created_at", Set.of(ValueType.STRING, ValueType.NULL));

    private ManagedForm() {}

    /**
     * Returns the change that the body asks for. Ignores unknown names.
     *
     * @param errors collects what is wrong
     */
    static ProfileChange check(JsonObject body, FieldErrors errors) {
        Map<ProfileField, Change<?>> changes = new EnumMap<>(ProfileField.class);
        for (ProfileField field : ProfileField.managed()) {
            JsonValue value = body.get(field.key());
            if (value != null) {
                changes.put(field, change(field, value, errors));
            }
        }
        return ProfileChange.of(changes);
    }

    private static Change<?> change(ProfileField field, JsonValue value, FieldErrors errors) {
        if (value == JsonValue.NULL
                || (value instanceof JsonString text && text.getString().isEmpty())) {
            return Change.clear();
        }
        return errors.check(() -> parse(field, value))
                .<Change<?>>map(Change::set)
                .orElseGet(Change::keep);
    }

    private static Object parse(ProfileField field, JsonValue value) {
        return switch (field.kind()) {
            case INTEGER -> integer(field.key(), value);
            case COUNTER -> count(field.key(), value);
            case BOOLEAN -> bool(field.key(), value);
            case EMAIL -> email(field.key(), value);
            case TAGS -> tags(field, value);
            default -> throw new IllegalArgumentException(field.key());
        };
    }

    // Checks the digits first: a number with a large exponent could expand beyond the heap.
    private static Long integer(String field, JsonValue value) {
        require(value instanceof JsonNumber && INTEGER.matcher(value.toString()).matches(), field, Reason.NOT_INTEGER);
        try {
            return Long.valueOf(value.toString());
        } catch (NumberFormatException e) {
            throw new RequestException(
                    FieldError.invalid(field, Reason.OUT_OF_RANGE, Long.MIN_VALUE, Long.MAX_VALUE), e);
        }
    }

    private static Long count(String field, JsonValue value) {
        Long count = integer(field, value);
        require(count >= 0, field, Reason.OUT_OF_RANGE, 0, Long.MAX_VALUE);
        return count;
    }

    private static Boolean bool(String field, JsonValue value) {
        require(value == JsonValue.TRUE || value == JsonValue.FALSE, field, Reason.NOT_BOOLEAN);
        return value == JsonValue.TRUE;
    }

    private static String email(String field, JsonValue value) {
        require(value instanceof JsonString, field, Reason.NOT_TEXT);
        String email = ((JsonString) value).getString();
        Reason fault = EmailAddress.fault(email);
        require(fault == Reason.NONE, field, fault, EmailAddress.MAX_LENGTH);
        return email;
    }

    private static String tags(ProfileField tagsField, JsonValue value) {
        String field = tagsField.key();
        require(value instanceof JsonArray, field, Reason.NOT_LIST);
        JsonArray tags = (JsonArray) value;
        require(tags.size() <= MAX_TAGS, field, Reason.TOO_MANY, MAX_TAGS);
        tags.forEach(tag -> requireTag(field, tag));
        String text = tags.toString();
        require(text.length() <= tagsField.maxLength(), field, Reason.TOO_LONG, tagsField.maxLength());
        return text;
    }

    private static void requireTag(String field, JsonValue value) {
        require(value instanceof JsonObject tag && tag.containsKey("name"), field, Reason.BAD_TAG);
        ((JsonObject) value).forEach((key, part) -> {
            require(TAG.getOrDefault(key, Set.of()).contains(part.getValueType()), field, Reason.BAD_TAG);
            if (part instanceof JsonString text) {
                Reason fault = PlainText.fault(text.getString());
                require(fault == Reason.NONE, field, fault);
            } else if (part instanceof JsonNumber) {
                integer(field, part);
            }
        });
    }

    private static void require(boolean accepted, String field, Reason reason, Number... limits) {
        if (!accepted) {
            throw new RequestException(FieldError.invalid(field, reason, limits));
        }
    }
}

package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.EmailAddress;
import dev.portrait.user.ManagedChange;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** From what another system says to what it changes; what is null is cleared. */
record ManagedForm(JsonObject body, FieldErrors errors) {

    private static final int MAX_TAGS = 100;
    private static final int MAX_TAGS_LENGTH = 20_000;
    // A tag as the origin has it.
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

    static ManagedChange check(JsonObject body, FieldErrors errors) {
        ManagedForm form = new ManagedForm(body, errors);
        return new ManagedChange(
                form.change("ext_id", ManagedForm::integer),
                form.change("email", ManagedForm::email),
                form.change("email_isvalid", ManagedForm::bool),
                form.change("tags", ManagedForm::tags),
                form.change("reputation", ManagedForm::integer),
                form.change("followings_counter", ManagedForm::count),
                form.change("followers_counter", ManagedForm::count),
                form.change("posts_counter", ManagedForm::count),
                form.change("discussions_counter", ManagedForm::count),
                form.change("statuses_counter", ManagedForm::count),
                form.change("polls_counter", ManagedForm::count));
    }

    private <T> Change<T> change(String field, Function<JsonValue, Optional<T>> rule) {
        JsonValue value = body.get(field);
        if (value == null) {
            return Change.keep();
        }
        if (value == JsonValue.NULL
                || (value instanceof JsonString text && text.getString().isEmpty())) {
            return Change.clear();
        }
        return errors.check(() -> rule.apply(value)
                        .orElseThrow(() -> new RequestException(new FieldError(field, ErrorCode.INVALID))))
                .map(Change::set)
                .orElseGet(Change::keep);
    }

    // By its digits: a number with an exponent may have more of them than fit into memory.
    private static Optional<Long> integer(JsonValue value) {
        return value instanceof JsonNumber number && number.toString().matches("-?\\d{1,18}")
                ? Optional.of(Long.valueOf(number.toString()))
                : Optional.empty();
    }

    private static Optional<Long> count(JsonValue value) {
        return integer(value).filter(number -> number >= 0);
    }

    private static Optional<Boolean> bool(JsonValue value) {
        return value == JsonValue.TRUE || value == JsonValue.FALSE
                ? Optional.of(value == JsonValue.TRUE)
                : Optional.empty();
    }

    private static Optional<String> email(JsonValue value) {
        return value instanceof JsonString text ? EmailAddress.parse(text.getString()) : Optional.empty();
    }

    private static Optional<String> tags(JsonValue value) {
        return value instanceof JsonArray tags
                        && tags.size() <= MAX_TAGS
                        && tags.stream().allMatch(ManagedForm::isTag)
                ? Optional.of(tags.toString()).filter(text -> text.length() <= MAX_TAGS_LENGTH)
                : Optional.empty();
    }

    private static boolean isTag(JsonValue value) {
        return value instanceof JsonObject tag
                && tag.containsKey("name")
                && tag.entrySet().stream()
                        .allMatch(part -> TAG.getOrDefault(part.getKey(), Set.of())
                                        .contains(part.getValue().getValueType())
                                && isClean(part.getValue()));
    }

    private static boolean isClean(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString().codePoints().noneMatch(ManagedForm::isBroken);
            case NUMBER -> integer(value).isPresent();
            default -> true;
        };
    }

    private static boolean isBroken(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}

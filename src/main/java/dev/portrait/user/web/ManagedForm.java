package dev.portrait.user.web;

import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.EmailAddress;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.PlainText;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** From what another system says to what it changes; what is null is cleared. */
record ManagedForm(JsonObject body, FieldErrors errors) {

    private static final int MAX_TAGS = 100;
    private static final int MAX_TAGS_LENGTH = 20_000;
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
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

    private <T> Change<T> change(String field, BiFunction<String, JsonValue, T> rule) {
        JsonValue value = body.get(field);
        if (value == null) {
            return Change.keep();
        }
        if (value == JsonValue.NULL
                || (value instanceof JsonString text && text.getString().isEmpty())) {
            return Change.clear();
        }
        return errors.check(() -> rule.apply(field, value)).map(Change::set).orElseGet(Change::keep);
    }

    // By its digits: a number with an exponent may have more of them than fit into memory.
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

    private static String tags(String field, JsonValue value) {
        require(value instanceof JsonArray, field, Reason.NOT_LIST);
        JsonArray tags = (JsonArray) value;
        require(tags.size() <= MAX_TAGS, field, Reason.TOO_MANY, MAX_TAGS);
        tags.forEach(tag -> requireTag(field, tag));
        String text = tags.toString();
        require(text.length() <= MAX_TAGS_LENGTH, field, Reason.TOO_LONG, MAX_TAGS_LENGTH);
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

    private static void require(boolean accepted, String field, Reason otherwise, Number... limits) {
        if (!accepted) {
            throw new RequestException(FieldError.invalid(field, otherwise, limits));
        }
    }
}

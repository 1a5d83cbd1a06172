package dev.portrait.user.web;

import static dev.portrait.contract.ProfileField.AVATAR;
import static dev.portrait.contract.ProfileField.BIO;
import static dev.portrait.contract.ProfileField.COVER;
import static dev.portrait.contract.ProfileField.DESCRIPTION;
import static dev.portrait.contract.ProfileField.LOCATION;
import static dev.portrait.contract.ProfileField.REAL_NAME;
import static dev.portrait.contract.ProfileField.USERNAME;
import static dev.portrait.contract.ProfileField.WEBSITE;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.Subject;
import dev.portrait.user.User;
import dev.portrait.user.Username;
import dev.portrait.user.profile.PictureLink;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Parses what an administrator sets: the managed fields, and what contract §12 adds to them. Ignores unknown names. */
final class AdministratorForm {

    /** The texts of a profile that an administrator may clear, and not set. */
    static final List<ProfileField> CLEARABLE = List.of(REAL_NAME, BIO, LOCATION, DESCRIPTION, WEBSITE);

    private final JsonObject body;
    private final FieldErrors errors;

    private AdministratorForm(JsonObject body, FieldErrors errors) {
        this.body = body;
        this.errors = errors;
    }

    /**
     * Returns the values of a new user.
     *
     * @param errors collects what is wrong
     */
    static ManagedChange ofNew(JsonObject body, FieldErrors errors) {
        AdministratorForm form = new AdministratorForm(body, errors);
        ProfileChange change = ManagedForm.check(body, errors);
        if (!form.isEmpty(USERNAME.key())) {
            change = change.with(USERNAME, form.username());
        }
        if (!form.isEmpty(REAL_NAME.key())) {
            change = change.with(REAL_NAME, form.realName());
        }
        return new ManagedChange(change, form.subject());
    }

    /**
     * Returns the change of a user that the body asks for.
     *
     * @param current the user as it is: sending a current value is allowed for every field
     * @param errors collects what is wrong
     */
    static ManagedChange of(JsonObject body, User current, FieldErrors errors) {
        AdministratorForm form = new AdministratorForm(body, errors);
        ProfileChange change = ManagedForm.check(body, errors);
        if (body.containsKey(USERNAME.key())) {
            change = change.with(USERNAME, form.username());
        }
        for (ProfileField field : CLEARABLE) {
            change = change.with(field, form.cleared(field, current));
        }
        for (ProfileField field : List.of(AVATAR, COVER)) {
            change = change.with(field, form.removed(field, current));
        }
        return new ManagedChange(change, form.subject());
    }

    private boolean isEmpty(String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.NULL);
        return value == JsonValue.NULL
                || (value instanceof JsonString text
                        && PlainText.strip(text.getString()).isEmpty());
    }

    private Change<?> username() {
        return errors.check(() -> Username.parse(text(USERNAME.key())))
                .<Change<?>>map(Change::set)
                .orElseGet(Change::keep);
    }

    private Change<?> realName() {
        return errors.check(() -> PlainText.parse(REAL_NAME, text(REAL_NAME.key())))
                .<Change<?>>map(Change::set)
                .orElseGet(Change::keep);
    }

    private Optional<String> subject() {
        return isEmpty(Subject.FIELD) ? Optional.empty() : errors.check(() -> Subject.parse(text(Subject.FIELD)));
    }

    private String text(String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return "";
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new RequestException(FieldError.invalid(name, Reason.NOT_TEXT));
    }

    private Change<?> cleared(ProfileField field, User current) {
        if (!body.containsKey(field.key())) {
            return Change.keep();
        }
        if (isEmpty(field.key())) {
            return Change.clear();
        }
        errors.check(() -> text(field.key()))
                .filter(text -> !text.equals(current.text(field)))
                .ifPresent(other ->
                        errors.add(new FieldError(field.key(), ErrorCode.READ_ONLY, Reason.ONLY_CLEARED, List.of())));
        return Change.keep();
    }

    private Change<?> removed(ProfileField field, User current) {
        if (!body.containsKey(field.key())) {
            return Change.keep();
        }
        if (isEmpty(field.key())) {
            return Change.clear();
        }
        errors.check(() -> text(field.key()))
                .filter(link -> !PictureLink.isLinkTo(current.text(field), link))
                .ifPresent(other -> errors.add(FieldError.invalid(field.key(), Reason.NOT_CURRENT)));
        return Change.keep();
    }
}

package dev.portrait.user.profile;

import dev.portrait.config.Settings;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.FieldValue;
import dev.portrait.user.Gender;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Turns the texts of a form into changes. The rules of single fields are in their {@link FieldValue} classes. */
@Singleton
class ProfileValidator {

    private final Clock clock;
    private final Settings settings;

    @Inject
    ProfileValidator(Clock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Returns the change that the form asks for, without new pictures.
     *
     * @param current the profile as it is: sending a current value is allowed, also for a read-only field
     * @param errors collects what is wrong
     */
    ProfileChange check(ProfileForm form, User current, FieldErrors errors) {
        Map<ProfileField, Change<?>> changes = new EnumMap<>(ProfileField.class);
        for (ProfileField field : ProfileField.writable()) {
            changes.put(field, change(field, form, current.text(field), errors));
        }
        return ProfileChange.of(changes);
    }

    private Change<?> change(ProfileField field, ProfileForm form, String current, FieldErrors errors) {
        Optional<String> text = form.text(field.key());
        if (field.kind() == FieldKind.PICTURE
                && text.filter(link -> PictureLink.isLinkTo(current, link)).isPresent()) {
            return Change.keep();
        }
        boolean clears = field != ProfileField.USERNAME
                && text.filter(raw -> PlainText.strip(raw).isEmpty()).isPresent();
        if (settings.readOnlyFields().contains(field)) {
            Optional<String> asked = clears ? Optional.of(emptyText(field)) : parsedQuietly(field, text);
            boolean unchanged = text.equals(Optional.of(current)) || asked.equals(Optional.of(current));
            if (form.contains(field) && !unchanged) {
                errors.add(new FieldError(field.key(), ErrorCode.READ_ONLY));
            }
            return Change.keep();
        }
        return clears ? Change.clear() : parsed(field, form, current, errors);
    }

    private Change<?> parsed(ProfileField field, ProfileForm form, String current, FieldErrors errors) {
        if (form.isNotText(field.key())) {
            errors.add(FieldError.invalid(field.key(), Reason.NOT_TEXT));
        }
        Optional<String> text = form.text(field.key());
        // The current value is no change, even if an older rule accepted it.
        FieldErrors reported = text.equals(Optional.of(current)) ? new FieldErrors() : errors;
        return text.flatMap(raw -> reported.check(() -> parse(field, raw)))
                .<Change<?>>map(Change::set)
                .orElseGet(Change::keep);
    }

    private Optional<String> parsedQuietly(ProfileField field, Optional<String> text) {
        return text.flatMap(raw -> new FieldErrors().check(() -> parse(field, raw)))
                .map(FieldValue::text);
    }

    private FieldValue parse(ProfileField field, String raw) {
        if (field.kind() == FieldKind.PICTURE) {
            throw new RequestException(FieldError.invalid(field.key(), Reason.NOT_CURRENT));
        }
        return FieldValue.parse(field, raw, clock);
    }

    private static String emptyText(ProfileField field) {
        return field == ProfileField.GENDER ? Gender.UNSPECIFIED.text() : "";
    }
}

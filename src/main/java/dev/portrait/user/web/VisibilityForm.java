package dev.portrait.user.web;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.PlainText;
import dev.portrait.user.profile.ProfileForm;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the levels to which owners narrow fields (contract §11): an empty value ends that. */
final class VisibilityForm {

    private VisibilityForm() {}

    /**
     * Returns the changes that the form asks for. Ignores the floors, which clients send back.
     *
     * @throws RequestException with all field errors
     */
    static Map<ProfileField, Change<VisibilityLevel>> check(ProfileForm form, VisibilityFloors floors) {
        FieldErrors errors = new FieldErrors();
        Map<ProfileField, Change<VisibilityLevel>> changes = new EnumMap<>(ProfileField.class);
        form.texts()
                .forEach((key, text) -> field(key, errors)
                        .ifPresent(field -> errors.check(() -> change(field, PlainText.strip(text), floors.of(field)))
                                .ifPresent(change -> changes.put(field, change))));
        form.notTexts()
                .forEach(key -> field(key, errors)
                        .ifPresent(field -> errors.add(FieldError.invalid(field.key(), Reason.NOT_TEXT))));
        errors.throwIfAny();
        return changes;
    }

    private static Optional<ProfileField> field(String key, FieldErrors errors) {
        Optional<ProfileField> field = ProfileField.withVisibility(key);
        if (field.isEmpty() && !key.equals(VisibilityView.FLOOR)) {
            errors.add(FieldError.invalid(key, Reason.NO_VISIBILITY));
        }
        return field;
    }

    private static Change<VisibilityLevel> change(ProfileField field, String text, VisibilityLevel floor) {
        if (text.isEmpty()) {
            return Change.clear();
        }
        VisibilityLevel level = VisibilityLevel.of(text).orElseThrow(() -> noChoice(field, Reason.NOT_A_LEVEL));
        if (level.isWiderThan(floor)) {
            throw noChoice(
                    field, floor == VisibilityLevel.OWNER ? Reason.WIDER_THAN_OWNER : Reason.WIDER_THAN_SIGNED_IN);
        }
        return Change.set(level);
    }

    private static RequestException noChoice(ProfileField field, Reason reason) {
        return new RequestException(new FieldError(field.key(), ErrorCode.INVALID_CHOICE, reason, List.of()));
    }
}

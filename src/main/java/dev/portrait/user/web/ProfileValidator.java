package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.user.BirthDate;
import dev.portrait.user.Change;
import dev.portrait.user.Gender;
import dev.portrait.user.LatLng;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.TextField;
import dev.portrait.user.Username;
import dev.portrait.user.Website;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** From what came to what it changes; the rules themselves are with the values. */
@Singleton
final class ProfileValidator {

    private final Clock clock;
    private final FieldRules rules;

    @Inject
    ProfileValidator(Clock clock, FieldRules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * The change that the form asks for, new pictures apart.
     *
     * @param current the profile as its owner sees it: a picture's field may name what it has, and a field that another
     *     system keeps may be sent as it is
     * @param errors takes up what is wrong
     */
    ProfileChange check(ProfileForm form, JsonObject current, FieldErrors errors) {
        Fields fields = new Fields(form, current, rules, errors);
        return new ProfileChange(
                fields.needed("username", Username::parse, Username::value),
                fields.text(TextField.REAL_NAME),
                fields.text(TextField.BIO),
                fields.text(TextField.LOCATION),
                fields.change("location_lat_lng", raw -> LatLng.parse("location_lat_lng", raw), LatLng::value, ""),
                fields.change("position_lat_lng", raw -> LatLng.parse("position_lat_lng", raw), LatLng::value, ""),
                fields.change(
                        "date_of_birth",
                        raw -> BirthDate.parse(raw, clock),
                        date -> date.value().toString(),
                        ""),
                fields.text(TextField.DESCRIPTION),
                fields.change("gender", Gender::parse, Gender::wire, Gender.UNSPECIFIED.wire()),
                fields.change("website", Website::parse, Website::value, ""),
                fields.picture("avatar"),
                fields.picture("cover"));
    }

    /** The three states of each field, and the rule for the third. */
    private record Fields(ProfileForm form, JsonObject current, FieldRules rules, FieldErrors errors) {

        Change<PlainText> text(TextField field) {
            return change(field.field(), raw -> PlainText.of(field, raw), PlainText::value, "");
        }

        /**
         * A field that may be cleared.
         *
         * @param wire the value as answers have it
         * @param empty what answers have where it was cleared
         */
        <T> Change<T> change(String field, Function<String, T> rule, Function<T, String> wire, String empty) {
            if (form.text(field).filter(raw -> PlainText.strip(raw).isEmpty()).isEmpty()) {
                return needed(field, rule, wire);
            }
            return isLocked(field, Optional.of(empty)) ? Change.keep() : Change.clear();
        }

        <T> Change<T> needed(String field, Function<String, T> rule, Function<T, String> wire) {
            if (rules.readOnly(field)) {
                FieldErrors ofNoInterest = new FieldErrors();
                isLocked(field, form.text(field).flatMap(raw -> ofNoInterest.check(() -> wire.apply(rule.apply(raw)))));
                return Change.keep();
            }
            if (form.notTexts().contains(field)) {
                errors.add(FieldError.invalid(field, Reason.NOT_TEXT));
            }
            // The current value is no change, even if an older rule accepted it.
            FieldErrors reported = isCurrent(field) ? new FieldErrors() : errors;
            return form.text(field)
                    .flatMap(raw -> reported.check(() -> rule.apply(raw)))
                    .map(Change::set)
                    .orElseGet(Change::keep);
        }

        Change<MediaName> picture(String field) {
            Optional<MediaName> kept = name(current.getString(field, ""));
            if (kept.isPresent() && form.text(field).flatMap(Fields::name).equals(kept)) {
                return Change.keep();
            }
            if (rules.readOnly(field) && form.files().containsKey(field)) {
                errors.add(new FieldError(field, ErrorCode.READ_ONLY));
            }
            return change(
                    field,
                    raw -> {
                        throw new RequestException(FieldError.invalid(field, Reason.NOT_CURRENT));
                    },
                    MediaName::value,
                    "");
        }

        // By the last segment of the path: the profile may have been read by another name of the server.
        private static Optional<MediaName> name(String link) {
            String path = PlainText.strip(link).replaceFirst("(?s)[?#].*", "");
            return MediaName.parse(path.substring(path.lastIndexOf('/') + 1));
        }

        /** Whether another system keeps the field; asked to be anything else than it is, that is an error. */
        private boolean isLocked(String field, Optional<String> asked) {
            if (!rules.readOnly(field)) {
                return false;
            }
            boolean present = form.text(field).isPresent() || form.notTexts().contains(field);
            if (present && !isCurrent(field) && !asked.equals(Optional.of(current.getString(field, "")))) {
                errors.add(new FieldError(field, ErrorCode.READ_ONLY));
            }
            return true;
        }

        private boolean isCurrent(String field) {
            return form.text(field).equals(Optional.of(current.getString(field, "")));
        }
    }
}

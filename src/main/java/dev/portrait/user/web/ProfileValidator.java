package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
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
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** From what came to what it changes; the rules themselves are with the values. */
@Singleton
final class ProfileValidator {

    private final Clock clock;

    @Inject
    ProfileValidator(Clock clock) {
        this.clock = clock;
    }

    /**
     * The change that the form asks for, new pictures apart.
     *
     * @param links what the pictures' fields may name without changing anything
     * @param errors takes up what is wrong
     */
    ProfileChange check(ProfileForm form, MediaLinks.OfUser links, FieldErrors errors) {
        Fields fields = new Fields(form, errors);
        return new ProfileChange(
                fields.needed("username", Username::parse),
                fields.text(TextField.REAL_NAME),
                fields.text(TextField.BIO),
                fields.text(TextField.LOCATION),
                fields.change("location_lat_lng", raw -> LatLng.parse("location_lat_lng", raw)),
                fields.change("position_lat_lng", raw -> LatLng.parse("position_lat_lng", raw)),
                fields.change("date_of_birth", raw -> BirthDate.parse(raw, clock)),
                fields.text(TextField.DESCRIPTION),
                fields.change("gender", Gender::parse),
                fields.change("website", Website::parse),
                fields.picture("avatar", links.avatar()),
                fields.picture("cover", links.cover()));
    }

    /** The three states of each field, and the rule for the third. */
    private record Fields(ProfileForm form, FieldErrors errors) {

        Change<PlainText> text(TextField field) {
            return change(field.field(), raw -> PlainText.of(field, raw));
        }

        <T> Change<T> change(String field, Function<String, T> rule) {
            if (form.text(field).filter(Fields::isEmpty).isPresent()) {
                return Change.clear();
            }
            return needed(field, rule);
        }

        // White space that is a control character is the rule's to judge.
        private static boolean isEmpty(String raw) {
            return raw.strip().isEmpty() && raw.chars().noneMatch(Character::isISOControl);
        }

        <T> Change<T> needed(String field, Function<String, T> rule) {
            if (form.notTexts().contains(field)) {
                errors.add(new FieldError(field, ErrorCode.INVALID));
            }
            return form.text(field)
                    .flatMap(raw -> errors.check(() -> rule.apply(raw)))
                    .map(Change::set)
                    .orElseGet(Change::keep);
        }

        Change<MediaName> picture(String field, Optional<String> link) {
            if (form.text(field).isPresent() && form.text(field).equals(link)) {
                return Change.keep();
            }
            return change(field, raw -> {
                throw new RequestException(new FieldError(field, ErrorCode.INVALID));
            });
        }
    }
}

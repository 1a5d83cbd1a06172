package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.RequestException;
import java.time.Clock;

/** A valid value of a field that owners write. Each kind of field has its own class, which contains the rule. */
public sealed interface FieldValue permits BirthDate, Gender, LatLng, PlainText, Username, Website {

    /** Returns the value in the form that requests and JSON have. */
    String text();

    /**
     * Parses the text of a field by the rule of its kind.
     *
     * @throws RequestException with the field error, if the text is not valid
     * @throws IllegalArgumentException if owners cannot write the field as text
     */
    static FieldValue parse(ProfileField field, String raw, Clock clock) {
        return switch (field.kind()) {
            case USERNAME -> Username.parse(raw);
            case NAME, LINE, LINES -> PlainText.parse(field, raw);
            case COORDINATES -> LatLng.parse(field, raw);
            case DATE -> BirthDate.parse(raw, clock);
            case GENDER -> Gender.parse(raw);
            case URL -> Website.parse(raw);
            default -> throw new IllegalArgumentException(field.key());
        };
    }
}

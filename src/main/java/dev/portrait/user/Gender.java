package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;

/** A person's gender: one of three words (contract §2). */
public enum Gender implements FieldValue {
    MALE("Male"),
    FEMALE("Female"),
    UNSPECIFIED("Unspecified");

    private final String text;

    Gender(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Parses a word; case matters.
     *
     * @throws RequestException {@code invalid_choice} for any other word
     */
    public static Gender parse(String raw) {
        for (Gender gender : values()) {
            if (gender.text.equals(raw)) {
                return gender;
            }
        }
        throw new RequestException(new FieldError(ProfileField.GENDER.key(), ErrorCode.INVALID_CHOICE));
    }
}

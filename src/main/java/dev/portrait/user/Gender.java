package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;

/** A person's gender (contract §2). */
public enum Gender {
    MALE("Male"),
    FEMALE("Female"),
    UNSPECIFIED("Unspecified");

    private final String wire;

    Gender(String wire) {
        this.wire = wire;
    }

    /** The exact word on the wire. */
    public String wire() {
        return wire;
    }

    /**
     * The gender of that exact word.
     *
     * @throws RequestException {@code invalid_choice} for any other word, or the same word in another case
     */
    public static Gender parse(String raw) {
        for (Gender gender : values()) {
            if (gender.wire.equals(raw)) {
                return gender;
            }
        }
        throw new RequestException(new FieldError("gender", ErrorCode.INVALID_CHOICE));
    }
}

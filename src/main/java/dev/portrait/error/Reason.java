package dev.portrait.error;

import java.util.Locale;

/** Why a request is refused, where the code alone leaves that open; each reason has a message of its own (contract §4). */
public enum Reason {
    NONE,
    BAD_BASE64,
    BAD_CHARACTER,
    BAD_ESCAPE,
    BAD_HOST,
    BAD_LATITUDE,
    BAD_LONGITUDE,
    BAD_PORT,
    BAD_SCHEME,
    BAD_TAG,
    BESIDE_FILE,
    BESIDE_REMOVAL,
    BIDI_CONTROL,
    BLOCKED,
    CONTROL_CHARACTER,
    FOREIGN_FORM,
    INVISIBLE_CHARACTER,
    IN_FUTURE,
    LINE_BREAK,
    NONCHARACTER,
    NOT_BOOLEAN,
    NOT_COORDINATES,
    NOT_CURRENT,
    NOT_DATA_URL,
    NOT_DATE,
    NOT_EMAIL,
    NOT_FILE,
    NOT_INTEGER,
    NOT_LIST,
    NOT_OWNER,
    NOT_TEXT,
    NOT_UTF_8,
    NOT_YET_VALID,
    NO_LETTER_OR_DIGIT,
    NO_PROFILE,
    NO_SUCH_AVATAR,
    NO_SUCH_DAY,
    OUT_OF_RANGE,
    TOO_EARLY,
    TOO_LONG,
    TOO_MANY,
    UNPAIRED_SURROGATE,
    USER_INFO;

    /** The key of a message with this reason at its end. */
    String keyAfter(String key) {
        return this == NONE ? key : key + "." + name().toLowerCase(Locale.ROOT);
    }
}

package dev.portrait.error;

import java.util.Locale;

/** The cause of an error where one code has several; each reason has its own message (contract §4). */
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
    BESIDE_ID,
    BESIDE_REMOVAL,
    BIDI_CONTROL,
    BLOCKED,
    CONTROL_CHARACTER,
    COSTLY_TO_DECODE,
    FOREIGN_FORM,
    INVISIBLE_CHARACTER,
    IN_FUTURE,
    LINE_BREAK,
    NONCHARACTER,
    NOT_A_LEVEL,
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
    NO_VISIBILITY,
    ONLY_CLEARED,
    OUT_OF_RANGE,
    TOO_EARLY,
    TOO_LONG,
    TOO_MANY,
    UNPAIRED_SURROGATE,
    USER_INFO,
    WIDER_THAN_OWNER,
    WIDER_THAN_SIGNED_IN;

    /** Appends this reason to the key of a message. */
    String appendTo(String key) {
        return this == NONE ? key : key + "." + name().toLowerCase(Locale.ROOT);
    }
}

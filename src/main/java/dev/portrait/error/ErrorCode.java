package dev.portrait.error;

import java.util.Locale;

/** All error codes that a client can receive (contract §4). */
public enum ErrorCode {
    UNIQUE,
    INVALID,
    INVALID_CHOICE,
    MAX_LENGTH,
    BLANK,
    INVALID_IMAGE,
    UNSUPPORTED_IMAGE,
    MAX_SIZE,
    MAX_PIXELS,
    READ_ONLY,
    PARSE_ERROR,
    NOT_AUTHENTICATED,
    AUTHENTICATION_FAILED,
    PERMISSION_DENIED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    CONFLICT,
    PRECONDITION_FAILED,
    PAYLOAD_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    THROTTLED,
    UNAVAILABLE,
    ERROR;

    /** The code in JSON: lower case, words joined by underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

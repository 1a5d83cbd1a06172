package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorResponseTest {

    @ParameterizedTest
    @EnumSource
    void every_code_has_the_status_of_the_contract(ErrorCode code) {
        int status = switch (code) {
            case UNIQUE,
                    INVALID,
                    INVALID_CHOICE,
                    MAX_LENGTH,
                    BLANK,
                    INVALID_IMAGE,
                    UNSUPPORTED_IMAGE,
                    MAX_SIZE,
                    MAX_PIXELS,
                    READ_ONLY,
                    PARSE_ERROR -> 400;
            case NOT_AUTHENTICATED, AUTHENTICATION_FAILED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case PAYLOAD_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case ERROR -> 500;
            // Not 429: it is not this client that asks too much, the server is busy with all of them.
            case THROTTLED, UNAVAILABLE -> 503;
        };
        assertThat(ErrorResponse.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PARSE_ERROR",
        "401, NOT_AUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "408, INVALID",
        "409, CONFLICT",
        "412, PRECONDITION_FAILED",
        "413, PAYLOAD_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "422, INVALID",
        "500, ERROR",
        "501, ERROR",
        "502, ERROR",
        "503, UNAVAILABLE"
    })
    void every_status_of_the_runtime_has_a_code(int status, ErrorCode code) {
        assertThat(ErrorResponse.code(status)).isEqualTo(code);
    }
}

package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.language.Messages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponseTest {

    private static final Messages ENGLISH = Messages.english();

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
            // Not 429: the server is busy with all clients, not only with this one.
            case THROTTLED, UNAVAILABLE -> 503;
        };
        assertThat(ErrorResponse.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "400, parse_error",
        "401, not_authenticated",
        "403, permission_denied",
        "404, not_found",
        "405, method_not_allowed",
        "406, not_acceptable",
        "408, invalid",
        "409, conflict",
        "412, precondition_failed",
        "413, payload_too_large",
        "415, unsupported_media_type",
        "416, invalid",
        "422, invalid",
        "503, unavailable"
    })
    void every_status_of_the_runtime_has_a_code_and_stays(int status, String code) {
        ErrorResponse response = ErrorResponse.of(status, false, ENGLISH);

        assertThat(code(response)).isEqualTo(code);
        assertThat(response.status()).isEqualTo(status);
        assertThat(ErrorResponse.isDefect(status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 505})
    void other_statuses_of_the_5xx_class_are_defects(int status) {
        assertThat(ErrorResponse.isDefect(status)).isTrue();

        ErrorResponse response = ErrorResponse.ofIncident(status, "4711", ENGLISH);

        assertThat(response.status()).isEqualTo(status);
        assertThat(code(response)).isEqualTo("error");
        assertThat(response.body().toString()).contains("4711");
    }

    @Test
    void a_401_names_the_scheme_and_whether_the_token_was_refused() {
        assertThat(ErrorResponse.of(401, false, ENGLISH).headers()).containsEntry("WWW-Authenticate", "Bearer");

        ErrorResponse withToken = ErrorResponse.of(401, true, ENGLISH);

        assertThat(code(withToken)).isEqualTo("authentication_failed");
        assertThat(withToken.headers()).containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void a_token_makes_no_difference_to_other_statuses() {
        assertThat(ErrorResponse.of(403, true, ENGLISH)).isEqualTo(ErrorResponse.of(403, false, ENGLISH));
        assertThat(ErrorResponse.of(404, true, ENGLISH)).isEqualTo(ErrorResponse.of(404, false, ENGLISH));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "UNAVAILABLE"})
    void a_503_says_when_to_try_again(ErrorCode code) {
        assertThat(ErrorResponse.of(new RequestException(code), ENGLISH).headers())
                .containsEntry("Retry-After", "5");
    }

    @Test
    void other_errors_have_the_header_of_their_language_only() {
        assertThat(ErrorResponse.of(404, false, ENGLISH).headers()).isEqualTo(Map.of("Content-Language", "en"));
    }

    @Test
    void every_error_is_in_the_language_of_the_caller() {
        Messages german = Messages.accepted("de");

        assertThat(ErrorResponse.of(404, false, german).headers()).containsEntry("Content-Language", "de");
        assertThat(ErrorResponse.of(404, false, german).body().toString())
                .contains("Unter dieser Adresse gibt es nichts.");
        assertThat(ErrorResponse.of(new RequestException(ErrorCode.CONFLICT), german)
                        .body()
                        .toString())
                .contains("wird gerade von jemand anderem geändert");
        assertThat(ErrorResponse.ofIncident(500, "4711", german).body().toString())
                .contains("Bei uns ist etwas schiefgegangen", "4711");
    }

    private static String code(ErrorResponse response) {
        return response.body().getJsonArray("errors").getJsonObject(0).getString("code");
    }
}

package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.language.Messages;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/**
 * The response to a failure (contract §4), whether JAX-RS or the container sends it.
 *
 * @param status the HTTP status
 * @param headers the headers of the error code and of the language, without {@code Content-Type}
 * @param body the JSON to send
 */
record ErrorResponse(int status, Map<String, String> headers, JsonObject body) {

    private static final String RETRY_AFTER_SECONDS = "5";

    /** The response to a request that Portrait refuses. */
    static ErrorResponse of(RequestException refused, Messages messages) {
        return new ErrorResponse(
                status(refused.code()), headers(refused.code(), messages), new ErrorBody(messages).of(refused));
    }

    /**
     * The response to a status that the JAX-RS runtime or the container raised.
     *
     * @param hasToken whether the request has a token, which must be the reason for a 401 then
     */
    static ErrorResponse of(int status, boolean hasToken, Messages messages) {
        ErrorCode code = hasToken && status == 401 ? ErrorCode.AUTHENTICATION_FAILED : code(status);
        return new ErrorResponse(status, headers(code, messages), new ErrorBody(messages).of(code));
    }

    /** The response to a defect. It says nothing but the id under which the log has the exception. */
    static ErrorResponse ofIncident(int status, String incident, Messages messages) {
        return new ErrorResponse(
                status, headers(ErrorCode.ERROR, messages), new ErrorBody(messages).ofIncident(incident));
    }

    /** Whether a status means a defect of Portrait or the server. */
    static boolean isDefect(int status) {
        return code(status) == ErrorCode.ERROR;
    }

    static int status(ErrorCode code) {
        return switch (code) {
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
            case THROTTLED, UNAVAILABLE -> 503;
            default -> 400;
        };
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 400 -> ErrorCode.PARSE_ERROR;
            case 401 -> ErrorCode.NOT_AUTHENTICATED;
            case 403 -> ErrorCode.PERMISSION_DENIED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 409 -> ErrorCode.CONFLICT;
            case 412 -> ErrorCode.PRECONDITION_FAILED;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID : ErrorCode.ERROR;
        };
    }

    private static Map<String, String> headers(ErrorCode code, Messages messages) {
        Map<String, String> headers = new HashMap<>(headers(code));
        headers.put(HttpHeaders.CONTENT_LANGUAGE, messages.language());
        return headers;
    }

    // A 401 must name its scheme (RFC 6750 section 3).
    private static Map<String, String> headers(ErrorCode code) {
        return switch (code) {
            case NOT_AUTHENTICATED -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case AUTHENTICATION_FAILED -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case THROTTLED, UNAVAILABLE -> Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> Map.of();
        };
    }
}

package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.telemetry.RequestId;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which status a code has, and what else its answer carries (contract §4). */
final class ErrorResponse {

    private static final Logger LOG = Logger.getLogger(ErrorResponse.class.getName());

    private static final Map<ErrorCode, Integer> STATUS = Map.ofEntries(
            Map.entry(ErrorCode.NOT_AUTHENTICATED, 401),
            Map.entry(ErrorCode.AUTHENTICATION_FAILED, 401),
            Map.entry(ErrorCode.PERMISSION_DENIED, 403),
            Map.entry(ErrorCode.NOT_FOUND, 404),
            Map.entry(ErrorCode.METHOD_NOT_ALLOWED, 405),
            Map.entry(ErrorCode.NOT_ACCEPTABLE, 406),
            Map.entry(ErrorCode.CONFLICT, 409),
            Map.entry(ErrorCode.PRECONDITION_FAILED, 412),
            Map.entry(ErrorCode.PAYLOAD_TOO_LARGE, 413),
            Map.entry(ErrorCode.UNSUPPORTED_MEDIA_TYPE, 415),
            Map.entry(ErrorCode.THROTTLED, 503),
            Map.entry(ErrorCode.UNAVAILABLE, 503),
            Map.entry(ErrorCode.ERROR, 500));

    private static final int RETRY_AFTER_SECONDS = 5;

    private ErrorResponse() {}

    /** The status of a code; 400 for those that speak of the request's content. */
    static int status(ErrorCode code) {
        return STATUS.getOrDefault(code, 400);
    }

    /** The code that a status raised outside our code stands for. */
    static ErrorCode code(int status) {
        return switch (status) {
            case 400 -> ErrorCode.PARSE_ERROR;
            case 401 -> ErrorCode.NOT_AUTHENTICATED;
            case 403 -> ErrorCode.PERMISSION_DENIED;
            case 503 -> ErrorCode.UNAVAILABLE;
            default ->
                STATUS.entrySet().stream()
                        .filter(entry -> entry.getValue() == status)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(status < 500 ? ErrorCode.INVALID : ErrorCode.ERROR);
        };
    }

    /** The answer for a defect: what the log has under an id, and nothing of it but the id. */
    static Response.ResponseBuilder ofDefect(Throwable thrown) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, RequestId.with("Incident " + incident), thrown);
        return builder(ErrorCode.ERROR, ErrorBody.ofIncident(incident));
    }

    /** The answer for a code, with the headers that go with it: a 401 must name its scheme (RFC 6750 section 3). */
    static Response.ResponseBuilder builder(ErrorCode code, JsonObject body) {
        Response.ResponseBuilder builder = Response.status(status(code))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString());
        return switch (code) {
            case NOT_AUTHENTICATED -> builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case AUTHENTICATION_FAILED ->
                builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case THROTTLED, UNAVAILABLE -> builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> builder;
        };
    }
}

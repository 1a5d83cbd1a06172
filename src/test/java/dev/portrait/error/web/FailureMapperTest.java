package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.sql.SQLException;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever is thrown below JAX-RS")
class FailureMapperTest {

    @RegisterExtension
    final LogRecords log = new LogRecords(FailureMapper.class);

    private final SecurityContext security = mock();
    private final HttpHeaders request = mock();
    private final FailureMapper mapper = mapper(security, request);

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private static FailureMapper mapper(SecurityContext security, HttpHeaders request) {
        FailureMapper mapper = new FailureMapper();
        mapper.security = security;
        mapper.request = request;
        return mapper;
    }

    @Test
    @DisplayName("A refusal is answered with its status, headers and JSON")
    void refusal() {
        Response answer = mapper.toResponse(new RequestException(ErrorCode.CONFLICT));

        assertAnswer(answer, 409, "conflict");
        assertThat(answer.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("A refusal is in the language of the caller, and caches learn that it depends on it")
    void language() {
        when(request.getHeaderString("Accept-Language")).thenReturn("it-CH, en;q=0.5");

        Response answer = mapper.toResponse(new RequestException(ErrorCode.CONFLICT));

        assertThat((String) answer.getEntity()).contains("Qualcun altro sta modificando questo profilo");
        assertThat(answer.getHeaderString("Content-Language")).isEqualTo("it");
        assertThat(answer.getHeaderString("Vary")).isEqualTo("Origin, Accept-Language");
    }

    @Test
    @DisplayName("A refusal with 503 is logged with its cause, and says when to try again")
    void refusal_with_503() {
        Throwable reason = new IllegalStateException("No access key");

        Response answer = mapper.toResponse(new RequestException(ErrorCode.UNAVAILABLE, reason));

        assertAnswer(answer, 503, "unavailable");
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(log.records()).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
            assertThat(logged.getMessage()).endsWith("A request was turned away: unavailable");
            assertThat(logged.getThrown()).isSameAs(reason);
        });
    }

    @Test
    @DisplayName("A refusal is found below the exceptions that wrap it")
    void wrapped_refusal() {
        Response answer =
                mapper.toResponse(new EJBException(new RuntimeException(new RequestException(ErrorCode.NOT_FOUND))));

        assertAnswer(answer, 404, "not_found");
    }

    @Test
    @DisplayName("A role that EJB misses is 403, and 401 without a valid token")
    void missing_role() {
        Throwable denied = new EJBException(new EJBAccessException());

        Response answer = mapper.toResponse(denied);

        assertAnswer(answer, 401, "not_authenticated");

        signIn();
        Response second = mapper.toResponse(denied);

        assertAnswer(second, 403, "permission_denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @DisplayName("A request without a valid token is 401, whatever the runtime says")
    void not_authenticated(int status) {
        Response answer = mapper.toResponse(raised(status));

        assertAnswer(answer, 401, "not_authenticated");
        assertThat(answer.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");

        when(request.getHeaderString("Authorization")).thenReturn("Bearer x");
        Response second = mapper.toResponse(raised(status));

        assertAnswer(second, 401, "authentication_failed");
        assertThat(second.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    @DisplayName("A 403 of the runtime stays one for a caller with a valid token")
    void permission_denied() {
        signIn();

        Response answer = mapper.toResponse(raised(403));

        assertAnswer(answer, 403, "permission_denied");
    }

    @ParameterizedTest
    @CsvSource({"400, parse_error", "404, not_found", "406, not_acceptable", "415, unsupported_media_type"})
    @DisplayName("A status of the runtime gets the code of the contract, and no header")
    void status_of_the_runtime(int status, String code) {
        Response answer = mapper.toResponse(raised(status));

        assertAnswer(answer, status, code);
        assertThat(answer.getStringHeaders()).containsOnlyKeys("Content-Type", "Content-Language", "Vary");
    }

    @Test
    @DisplayName("A 405 keeps the methods that the runtime allows")
    void method_not_allowed() {
        WebApplicationException raised = raised(response(405, "GET, PUT"));

        Response answer = mapper.toResponse(raised);

        assertAnswer(answer, 405, "method_not_allowed");
        assertThat(answer.getHeaderString("Allow")).isEqualTo("GET, PUT");
    }

    @Test
    @DisplayName("A response of the runtime that is no error is passed on")
    void no_error() {
        Response moved = response(303, null);

        assertThat(mapper.toResponse(raised(moved))).isSameAs(moved);
    }

    @Test
    @DisplayName("An unavailable database is 503")
    void database_outage() {
        Throwable outage = new PersistenceException(new SQLException("connection lost", "08006"));

        Response answer = mapper.toResponse(outage);

        assertAnswer(answer, 503, "unavailable");
        assertThat(log.records())
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(outage));
    }

    @Test
    @DisplayName("A wrong statement is a defect, also where a service reports it as one")
    void wrong_statement() {
        Throwable wrong = new PersistenceException(new SQLException("syntax error", "42601"));

        Response answer = mapper.toResponse(new RequestException(ErrorCode.ERROR, wrong));

        assertAnswer(answer, 500, "error");
        assertThat(log.records())
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).hasCause(wrong));
    }

    @Test
    @DisplayName("An unavailable database is 503, also where a service reports it as a defect")
    void database_outage_reported_as_defect() {
        Response answer =
                mapper.toResponse(new RequestException(ErrorCode.ERROR, new SQLException("shutting down", "57P01")));

        assertAnswer(answer, 503, "unavailable");
    }

    @Test
    @DisplayName("A defect is 500 with an id, under which the log has the exception")
    void defect() {
        Throwable defect = new IllegalStateException("secret");

        Response answer = mapper.toResponse(defect);

        assertAnswer(answer, 500, "error");
        assertThat(answer.getEntity().toString()).doesNotContain("secret");
        assertThat(log.records()).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(logged.getThrown()).isSameAs(defect);
            assertThat(answer.getEntity().toString()).contains(incident(logged.getMessage()));
        });
    }

    @Test
    @DisplayName("A 500 of the runtime is a defect")
    void defect_of_the_runtime() {
        WebApplicationException raised = raised(500);

        Response answer = mapper.toResponse(raised);

        assertAnswer(answer, 500, "error");
        assertThat(log.records())
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(raised));
    }

    private static void assertAnswer(Response answer, int status, String code) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getEntity().toString()).contains("\"code\":\"" + code + "\"");
    }

    private void signIn() {
        Principal ann = mock();
        when(security.getUserPrincipal()).thenReturn(ann);
    }

    private static WebApplicationException raised(int status) {
        return raised(response(status, null));
    }

    private static WebApplicationException raised(Response response) {
        return new WebApplicationException(response);
    }

    private static Response response(int status, @Nullable String allow) {
        return Response.status(status).header("Allow", allow).build();
    }

    private static String incident(String message) {
        return message.substring(message.indexOf("Incident ") + "Incident ".length());
    }
}

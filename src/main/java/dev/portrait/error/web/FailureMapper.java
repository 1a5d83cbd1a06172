package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.language.Messages;
import dev.portrait.telemetry.RequestId;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps whatever is thrown below JAX-RS to the response of contract §4. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(FailureMapper.class.getName());

    @Context
    SecurityContext security;

    @Context
    HttpHeaders request;

    /** Returns the response to the outermost exception that says what is wrong; without one, it is a defect. */
    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestException refused && refused.code() != ErrorCode.ERROR) {
                return refuse(refused);
            }
            if (cause instanceof WebApplicationException raised) {
                Response original = raised.getResponse();
                return ErrorResponse.isDefect(original.getStatus()) ? reportDefect(thrown) : refuse(original);
            }
            if (cause instanceof EJBAccessException) {
                return refuse(Response.status(Response.Status.FORBIDDEN).build());
            }
            if (DatabaseOutage.isIndicatedBy(cause)) {
                return refuse(new RequestException(ErrorCode.UNAVAILABLE, thrown));
            }
        }
        return reportDefect(thrown);
    }

    private Response refuse(RequestException refused) {
        ErrorResponse answer = ErrorResponse.of(refused, messages());
        if (answer.status() == 503) {
            // Anybody can cause "throttled", by asking for many avatars. The metrics count it.
            LOG.log(
                    refused.code() == ErrorCode.THROTTLED ? Level.FINE : Level.WARNING,
                    RequestId.with(
                            "A request was turned away: " + refused.code().wire()),
                    refused.getCause());
        }
        return builder(answer).build();
    }

    private Response refuse(Response original) {
        int status = original.getStatus();
        if (status < 400) {
            return original;
        }
        boolean hasToken = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        Response.ResponseBuilder answer =
                builder(ErrorResponse.of(isUnauthenticated(status) ? 401 : status, hasToken, messages()));
        if (status == 405) {
            answer.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }

    // Without a valid token, RESTEasy (WildFly 39.0.1, Open Liberty 25.0.0.9) reports a missing role as 403, Jersey
    // (Payara 6.2025.10) as 401.
    private boolean isUnauthenticated(int status) {
        return status == 403 && security.getUserPrincipal() == null;
    }

    private Response reportDefect(Throwable thrown) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, RequestId.with("Incident " + incident), thrown);
        return builder(ErrorResponse.ofIncident(500, incident, messages())).build();
    }

    private Messages messages() {
        return Messages.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Response.ResponseBuilder builder(ErrorResponse answer) {
        Response.ResponseBuilder builder = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body().toString());
        answer.headers().forEach(builder::header);
        // Repeats Origin, because JAX-RS may replace the Vary that the CORS filter set before.
        return builder.header(HttpHeaders.VARY, "Origin, " + HttpHeaders.ACCEPT_LANGUAGE);
    }
}

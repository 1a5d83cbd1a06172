package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Refusals by the JAX-RS runtime: no such path, method or media type, no token, no role, a body it cannot read. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

    @Context
    SecurityContext security;

    @Context
    HttpHeaders request;

    @Override
    public Response toResponse(WebApplicationException refused) {
        Response original = refused.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        ErrorCode code = code(original.getStatus());
        if (code == ErrorCode.ERROR) {
            return ErrorResponse.ofDefect(refused).build();
        }
        Response.ResponseBuilder builder = ErrorResponse.builder(code, ErrorBody.of(code));
        if (code == ErrorCode.METHOD_NOT_ALLOWED && original.getHeaderString(HttpHeaders.ALLOW) != null) {
            builder.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
        }
        return builder.build();
    }

    // Without a token some runtimes answer a missing role with 401 (Jersey), others with 403 (RESTEasy); so does
    // Liberty
    // with a token that it has refused.
    private ErrorCode code(int status) {
        ErrorCode code = ErrorResponse.code(status);
        boolean authenticated = code == ErrorCode.PERMISSION_DENIED && security.getUserPrincipal() != null;
        return switch (code) {
            case NOT_AUTHENTICATED, PERMISSION_DENIED -> authenticated ? code : unauthenticated();
            default -> code;
        };
    }

    private ErrorCode unauthenticated() {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                ? ErrorCode.NOT_AUTHENTICATED
                : ErrorCode.AUTHENTICATION_FAILED;
    }
}

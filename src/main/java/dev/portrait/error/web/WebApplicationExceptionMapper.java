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

    // Without a token some runtimes answer a missing role with 401 (Jersey), others with 403 (RESTEasy).
    private ErrorCode code(int status) {
        ErrorCode code = ErrorResponse.code(status);
        return code == ErrorCode.PERMISSION_DENIED && security.getUserPrincipal() == null
                ? ErrorCode.NOT_AUTHENTICATED
                : code;
    }
}

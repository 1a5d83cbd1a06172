package dev.portrait.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/**
 * RESTEasy reads the parts of a multipart body in a filter, past {@link BodyReading}, and takes for a defect what it
 * cannot read: the same word for them.
 */
@Provider
public class UnreadableParts implements ExceptionMapper<Exception> {

    @Context
    Providers providers;

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Exception thrown) {
        return request.getAttribute(PartsRead.PENDING) == null
                ? providers.getExceptionMapper(Throwable.class).toResponse(thrown)
                : providers.getExceptionMapper(WebApplicationException.class).toResponse(BodyReading.refusal(thrown));
    }
}

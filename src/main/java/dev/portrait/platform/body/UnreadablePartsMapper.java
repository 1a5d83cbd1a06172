package dev.portrait.platform.body;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/**
 * Does for multipart bodies on RESTEasy what {@link UnreadableBodyInterceptor} does for others: RESTEasy reads parts in a filter, where
 * no interceptor runs (resteasy/resteasy#4091), and reports a malformed body as a defect.
 */
@Provider
public class UnreadablePartsMapper implements ExceptionMapper<Exception> {

    @Context
    Providers providers;

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Exception thrown) {
        boolean unreadable =
                request.getAttribute(PartsReadFilter.PENDING) != null && !(thrown instanceof WebApplicationException);
        return providers
                .getExceptionMapper(Throwable.class)
                .toResponse(unreadable ? UnreadableBodyInterceptor.refusal(thrown) : thrown);
    }
}

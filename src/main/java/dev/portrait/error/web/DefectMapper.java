package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/** All that nobody else maps: a refusal that the container wrapped, a database that is away, or a defect. */
@Provider
public class DefectMapper implements ExceptionMapper<Throwable> {

    @Context
    Providers providers;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestException refused && refused.code() != ErrorCode.ERROR) {
                return map(RequestException.class, refused);
            }
            if (cause instanceof WebApplicationException refused) {
                return map(WebApplicationException.class, refused);
            }
            if (cause instanceof EJBAccessException) {
                return map(WebApplicationException.class, new ForbiddenException());
            }
            if (LostDatabase.isToldBy(cause)) {
                return map(RequestException.class, new RequestException(ErrorCode.UNAVAILABLE, thrown));
            }
        }
        return ErrorResponse.ofDefect(thrown).build();
    }

    private <E extends Throwable> Response map(Class<E> type, E exception) {
        return providers.getExceptionMapper(type).toResponse(exception);
    }
}

package dev.portrait.platform;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import org.jspecify.annotations.Nullable;

/** One word for every way in which the runtimes fail to read a body: it is malformed, or too large. */
@Provider
public class BodyReading implements ReaderInterceptor {

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) {
        try {
            return body.proceed();
        } catch (Exception e) {
            throw refusal(e);
        }
    }

    static WebApplicationException refusal(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuardedBody.TooLarge) {
                return new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
        }
        return new BadRequestException(thrown);
    }
}

package dev.portrait.platform.body;

import dev.portrait.error.RequestException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * Turns every exception of a runtime that cannot read a body into a 400, or a 413 if the body is too large, unless Portrait itself refused
 * the request.
 */
@Provider
public class UnreadableBodyInterceptor implements ReaderInterceptor {

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) {
        try {
            return body.proceed();
        } catch (Exception e) {
            throw refusal(e);
        }
    }

    static RuntimeException refusal(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestException refused) {
                return refused;
            }
            if (cause instanceof GuardedBody.TooLarge) {
                return new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
        }
        return new BadRequestException(thrown);
    }
}

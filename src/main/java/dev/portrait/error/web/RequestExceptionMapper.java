package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.RequestId;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Refusals of our own. */
@Provider
public class RequestExceptionMapper implements ExceptionMapper<RequestException> {

    private static final Logger LOG = Logger.getLogger(RequestExceptionMapper.class.getName());

    @Context
    Providers providers;

    @Override
    public Response toResponse(RequestException refused) {
        if (refused.code() == ErrorCode.ERROR && refused.getCause() != null) {
            return providers.getExceptionMapper(Throwable.class).toResponse(refused.getCause());
        }
        if (ErrorResponse.status(refused.code()) == 503) {
            LOG.log(
                    Level.WARNING,
                    RequestId.with(
                            "A request was turned away: " + refused.code().wire()),
                    refused.getCause());
        }
        return ErrorResponse.builder(refused.code(), ErrorBody.of(refused)).build();
    }
}

package dev.portrait.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.io.IOException;

/** RESTEasy reads the parts of a multipart body in a filter, past {@link BodyReading}: the same word for them. */
@Provider
public class UnreadableParts implements ExceptionMapper<IOException> {

    @Context
    Providers providers;

    @Context
    HttpHeaders headers;

    @Override
    public Response toResponse(IOException thrown) {
        MediaType type = headers.getMediaType();
        if (type == null || !type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
            return providers.getExceptionMapper(Throwable.class).toResponse(thrown);
        }
        return providers.getExceptionMapper(WebApplicationException.class).toResponse(BodyReading.refusal(thrown));
    }
}

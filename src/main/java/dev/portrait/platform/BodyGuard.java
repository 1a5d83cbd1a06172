package dev.portrait.platform;

import dev.portrait.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Bounds every body before the runtime reads it, and normalizes multipart bodies (contract §2): the servers' limits and parsers
 * differ.
 */
@Provider
@Priority(Priorities.ENTITY_CODER) // RESTEasy reads multipart bodies in a filter of its own, at USER
@ApplicationScoped
public class BodyGuard implements ContainerRequestFilter {

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(EmptyBody.NONE) != null) {
            return;
        }
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        MediaType type = request.getMediaType();
        boolean multipart = MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type);
        long maxBytes = multipart ? settings.requestMaxBytes() : settings.textMaxBytes();
        // Not getLength(): it is an int.
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBytes) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        if (multipart) {
            String boundary = type.getParameters().get("boundary");
            if (boundary == null) {
                // Open Liberty would read the parts by its servlet container, past this guard.
                throw new BadRequestException();
            }
            request.setProperty(PartsRead.PENDING, true);
            request.setEntityStream(new MultipartBody(new GuardedBody(request.getEntityStream(), maxBytes), boundary));
        } else if (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            request.setEntityStream(new FieldsBody(request.getEntityStream(), maxBytes));
        } else {
            request.setEntityStream(new GuardedBody(request.getEntityStream(), maxBytes));
        }
    }
}

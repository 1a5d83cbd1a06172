package dev.portrait.platform;

import dev.portrait.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
 * Bounds every body before the runtime reads it, and checks the form of multipart bodies (contract §2): the servers' own
 * limits differ, and some accept a body without its end.
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
        boolean multipart = type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        long maxBytes = multipart ? settings.requestMaxBytes() : settings.textMaxBytes();
        // Not getLength(): it is an int.
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBytes) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        String boundary = multipart ? type.getParameters().get("boundary") : null;
        GuardedBody body = new GuardedBody(
                boundary == null ? request.getEntityStream() : new EmptyForm(request.getEntityStream(), boundary),
                maxBytes);
        if (multipart) {
            request.setProperty(PartsRead.PENDING, true);
            body.watch(new MultipartWatch(boundary));
        } else if (type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            body.watch(new FieldsWatch());
        }
        request.setEntityStream(body);
    }
}

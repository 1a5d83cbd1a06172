package dev.portrait.platform.body;

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
import java.io.InputStream;
import java.security.Principal;

/** Limits every body before the runtime reads it, and normalizes multipart bodies (contract §2): the servers' limits and parsers differ. */
@Provider
@Priority(Priorities.ENTITY_CODER) // before RESTEasy's EntityPartFilter, which reads multipart bodies at USER
@ApplicationScoped
public class BodyGuard implements ContainerRequestFilter {

    @Inject
    Settings settings;

    @Inject
    BodyMemory memory;

    @Inject
    ReceivedBody received;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(EmptyBodyFilter.NONE) != null) {
            return;
        }
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        MediaType type = request.getMediaType();
        boolean multipart = MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type);
        long maxBytes = multipart ? settings.requestMaxBytes() : settings.textMaxBytes();
        refuseLonger(maxBytes, request);
        InputStream body = new GuardedBody(request.getEntityStream(), maxBytes);
        TextAllowance text = new TextAllowance(memory.budget(), caller(request), received);
        if (multipart) {
            PartLimits limits = new PartLimits(text, settings.textMaxBytes());
            request.setEntityStream(new DrainedBody(new MultipartBody(body, boundary(type), limits), body));
            request.setProperty(PartsReadFilter.PENDING, true);
        } else if (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            request.setEntityStream(new DrainedBody(new FormText(body, text, received), body));
        } else {
            request.setEntityStream(new DrainedBody(new JsonText(body, text, received), body));
        }
    }

    private static String caller(ContainerRequestContext request) {
        Principal caller = request.getSecurityContext().getUserPrincipal();
        return caller == null ? "" : caller.getName();
    }

    // By the header: ContainerRequestContext.getLength() is an int.
    private static void refuseLonger(long maxBytes, ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBytes) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
    }

    // Without a boundary, Open Liberty's servlet container would read the parts, without this guard (seen in 25.0.0.9).
    private static String boundary(MediaType type) {
        String boundary = type.getParameters().get("boundary");
        if (boundary == null) {
            throw new BadRequestException();
        }
        return boundary;
    }
}

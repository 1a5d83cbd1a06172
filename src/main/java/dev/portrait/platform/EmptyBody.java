package dev.portrait.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request without a body changes nothing and is no error (contract §2). The runtimes do not agree on which method
 * takes it, or stumble over the missing boundary: as JSON it is the same everywhere. One that does not say clearly
 * whether it has a body is refused.
 */
@Provider
@PreMatching
@ApplicationScoped
public class EmptyBody implements ContainerRequestFilter {

    /** The property of a request without a body. */
    static final String NONE = EmptyBody.class.getName();

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final Pattern CHUNKED = Pattern.compile("(?i)\\s*chunked\\s*");
    private static final Pattern LENGTH = Pattern.compile("\\s*\\d{1,18}\\s*");

    @Context
    HttpServletRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        // What some servers take for no body, and then for the next request (RFC 9112 section 6).
        if (!matches(request.getHeaderString(TRANSFER_ENCODING), CHUNKED)
                || !matches(request.getHeaderString(HttpHeaders.CONTENT_LENGTH), LENGTH)) {
            throw new BadRequestException();
        }
        if (!hasBody(request)) {
            request.setProperty(NONE, true);
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        } else if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
            throw new NotSupportedException(); // the runtimes would try it with any method there is
        }
    }

    private static boolean matches(@Nullable String header, Pattern form) {
        return header == null || form.matcher(header).matches();
    }

    // By headers alone: hasEntity() waits for the first byte, and nobody knows the caller yet. HTTP/2 has no
    // Transfer-Encoding and needs no Content-Length.
    private boolean hasBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return request.getHeaderString(TRANSFER_ENCODING) != null
                || (connection.getProtocol().startsWith("HTTP/2")
                        && request.getHeaderString(HttpHeaders.CONTENT_TYPE) != null);
    }
}

package dev.portrait.platform.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Treats a request without a body as JSON without fields: it changes nothing and is no error (contract §2). The runtimes match
 * different methods for such a request, or fail on the missing boundary. Refuses requests that do not say clearly whether they have a
 * body.
 */
@Provider
@PreMatching
@ApplicationScoped
public class EmptyBodyFilter implements ContainerRequestFilter {

    /** The property of a request without a body. */
    static final String NONE = EmptyBodyFilter.class.getName();

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final Pattern CHUNKED = Pattern.compile("(?i)\\s*chunked\\s*");
    private static final Pattern LENGTH = Pattern.compile("\\s*\\d{1,18}\\s*");

    @Inject
    HttpServletRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        // Some servers see no body here, and read it as the next request (request smuggling, RFC 9112 section 11.2).
        if (!matches(request.getHeaderString(TRANSFER_ENCODING), CHUNKED)
                || !matches(request.getHeaderString(HttpHeaders.CONTENT_LENGTH), LENGTH)) {
            throw new BadRequestException();
        }
        if (!hasBody(request)) {
            request.setProperty(NONE, true);
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        } else if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
            throw new NotSupportedException(); // the runtimes would match any method
        }
    }

    private static boolean matches(@Nullable String header, Pattern form) {
        return header == null || form.matcher(header).matches();
    }

    // By headers only: hasEntity() waits for the first byte, and the caller is not authenticated yet. HTTP/2 has no
    // Transfer-Encoding and does not require Content-Length.
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

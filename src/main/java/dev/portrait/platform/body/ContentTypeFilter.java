package dev.portrait.platform.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes {@code Content-Type}, because servers accept different spellings: keeps only the boundary, in quotes. An invalid type, or
 * one with a charset other than UTF-8, becomes a type that no method consumes, which leads to a 415. This is no JAX-RS filter because
 * Jersey parses the type before it calls those (seen in Payara 6.2025.10).
 */
public class ContentTypeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    // More than RFC 2046 section 5.1.1 allows: all characters that need no escape within quotes.
    private static final Pattern BOUNDARY = Pattern.compile("[ -~&&[^\"\\\\]]{0,69}[!-~&&[^\"\\\\]]");
    private static final Set<Charset> ACCEPTED = Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE)));
        chain.doFilter(
                request.getHeader(HttpHeaders.CONTENT_TYPE) == null
                        ? request
                        : new RequestOfType(request, normalized(given)),
                response);
    }

    static String normalized(String header) {
        HeaderValue type = HeaderValue.parse(header);
        if (!type.isMediaType() || !isAccepted(type.parameters().get(MediaType.CHARSET_PARAMETER))) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
        String boundary = type.parameters().get("boundary");
        return boundary != null && BOUNDARY.matcher(boundary).matches()
                ? type.value() + "; boundary=\"" + boundary + '"'
                : type.value();
    }

    private static boolean isAccepted(@Nullable String charset) {
        try {
            return charset == null || ACCEPTED.contains(Charset.forName(charset));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static final class RequestOfType extends HttpServletRequestWrapper {

        private final String type;

        RequestOfType(HttpServletRequest request, String type) {
            super(request);
            this.type = type;
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? type : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.enumeration(Set.of(type))
                    : super.getHeaders(name);
        }
    }
}

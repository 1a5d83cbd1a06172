package dev.portrait.platform.address;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Refuses requests that the servers handle differently:
 *
 * <ul>
 *   <li>A malformed {@code Host}. Some servers fail when they build an address from it.
 *   <li>Path parameters ({@code ;x}). Payara 6.2025.10 drops them, so a proxy's rules for paths would not match what reaches Portrait.
 *   <li>{@code *} as the path. Payara fails when it looks up a file of that name (seen in 6.2025.10).
 *   <li>A query with a malformed escape. Open Liberty fails when it builds an address from it (seen in 25.0.0.9). Requests for avatars
 *       are exempt (contract §10).
 * </ul>
 */
public class WellFormedRequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String AVATARS = "/avatar/";
    private static final Pattern PATH_PARAMETER = Pattern.compile(";|%3[Bb]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader("Host");
        String path = request.getRequestURI();
        if (host != null && Authority.parse(host).isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (!path.startsWith("/") || PATH_PARAMETER.matcher(path).find()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (hasMalformedQuery(request) && !path.startsWith(request.getContextPath() + AVATARS)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasMalformedQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && MALFORMED_ESCAPE.matcher(query).find();
    }
}

package dev.portrait.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Refuses a malformed {@code Host} before the servers make addresses of it, at which some fail and others do not. Refuses path
 * parameters ({@code ;x}): some servers drop them, so that rules of a proxy by path do not see what they let through. Refuses
 * {@code *} instead of a path: Payara passes it on, and then fails to look up a file by it.
 */
public class WellFormedRequest extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern PATH_PARAMETER = Pattern.compile(";|%3[Bb]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader("Host");
        if (host != null && Authority.parse(host).isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String path = request.getRequestURI();
        if (!path.startsWith("/") || PATH_PARAMETER.matcher(path).find()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }
}

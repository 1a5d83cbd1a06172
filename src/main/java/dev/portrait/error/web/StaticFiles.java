package dev.portrait.error.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes files be read only, in the same words on every server: their own servers of files differ in what they say to
 * other methods.
 */
public class StaticFiles extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<MappingMatch> OF_NO_SERVLET = EnumSet.of(MappingMatch.DEFAULT, MappingMatch.CONTEXT_ROOT);
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String below = request.getPathInfo();
        String path = request.getServletPath() + (below == null ? "" : below);
        if (READING.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!isInside(path) && getServletContext().getResource(path.isEmpty() ? "/" : path) != null) {
            response.setHeader("Allow", ALLOWED);
            if (request.getMethod().equals("OPTIONS")) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } else if (OF_NO_SERVLET.contains(request.getHttpServletMapping().getMappingMatch())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isInside(String path) {
        return path.matches("(?i)/(WEB|META)-INF(/.*)?");
    }
}

package dev.portrait.security.web;

import dev.portrait.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Allows pages of the configured origins to call Portrait from a browser, and every page to load avatars (Fetch standard, CORS protocol;
 * contract §9 and §10). Does not allow credentials: pages set the token as a header, and there are no cookies.
 */
public class Cors extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ONE_HOUR = "3600";
    private static final String AVATARS = "/avatar/";

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (path(request).startsWith(request.getContextPath() + AVATARS)) {
            // Avatars are for every page, also for one that loads only what allows it (Fetch standard, CORP).
            response.setHeader("Access-Control-Allow-Origin", "*");
            response.setHeader("Access-Control-Expose-Headers", "ETag");
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
            chain.doFilter(request, response);
            return;
        }
        if (settings.corsOrigins().isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !settings.corsOrigins().contains(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", "GET, PUT, PATCH, POST, DELETE, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
            response.setHeader("Access-Control-Max-Age", ONE_HOUR);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setHeader("Access-Control-Expose-Headers", "ETag");
        chain.doFilter(request, response);
    }

    // For an error page too, the path that the client asked for.
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String refused
                ? refused
                : request.getRequestURI();
    }
}

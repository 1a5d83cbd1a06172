package dev.portrait.error.web;

import dev.portrait.form.FormRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * Sends an error page for a status that was set without {@code sendError}, which shows none. Undertow's servlet for static
 * files refuses headers such as {@code If-Match} in this way (seen in WildFly 39.0.1).
 */
public class BareStatusFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PASSED = BareStatusFilter.class.getName();

    /** Whether the request came past this filter, so that its token was accepted. */
    static boolean hasPassed(HttpServletRequest request) {
        return request.getAttribute(PASSED) != null;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(PASSED, true);
        // Open Liberty 25.0.0.9 sets 401 for a bad token, but continues with a request that needs no token.
        if (response.getStatus() >= 400) {
            response.sendError(response.getStatus());
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= 400 && !response.isCommitted() && !isErrorResponse(request, response)) {
            response.sendError(response.getStatus());
        }
    }

    // Whether Portrait has written the response of contract §4.
    private static boolean isErrorResponse(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        if (type == null) {
            return false;
        }
        return FormRequest.wantsPage(request)
                ? type.startsWith(MediaType.TEXT_HTML)
                : type.startsWith(MediaType.APPLICATION_JSON);
    }
}

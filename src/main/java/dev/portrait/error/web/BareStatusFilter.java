package dev.portrait.error.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * WildFly's server of files refuses a header by a status without a word, which leads to no error page. That a request
 * got here also tells that the container has let its token pass.
 */
public class BareStatusFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PASSED = BareStatusFilter.class.getName();

    /** Whether the container let the request in, whatever became of it then. */
    static boolean passed(HttpServletRequest request) {
        return request.getAttribute(PASSED) != null;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(PASSED, true);
        // Open Liberty says 401 to a bad token, and lets a request that needs none go on to its page all the same.
        if (response.getStatus() >= 400) {
            response.sendError(response.getStatus());
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= 400 && !response.isCommitted() && !isOurs(request, response)) {
            response.sendError(response.getStatus());
        }
    }

    private static boolean isOurs(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        if (type == null) {
            return false;
        }
        return FormPage.isWanted(request)
                ? type.startsWith(MediaType.TEXT_HTML)
                : type.startsWith(MediaType.APPLICATION_JSON);
    }
}

package dev.portrait.error.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** WildFly's server of files refuses a header by a status without a word, which leads to no error page. */
public class BareStatusFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() >= 400 && !response.isCommitted() && !isJson(response)) {
            response.sendError(response.getStatus());
        }
    }

    private static boolean isJson(HttpServletResponse response) {
        String type = response.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_JSON);
    }
}

package dev.portrait.ops.web;

import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import dev.portrait.telemetry.RequestId;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives each request its id, in its answer and in the log, and counts what became of it. */
public class RequestTrace extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ID = RequestTrace.class.getName();
    private static final String COUNTED = ID + ".counted";

    @Inject
    transient Metrics metrics;

    // Runs again for an error page, inside or after the first run; for that alone where the container refused before
    // any
    // filter. What is thrown past us becomes an error page, and has its status only there.
    @SuppressWarnings("try") // the binding is there to be closed
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = request.getAttribute(ID) instanceof String known
                ? known
                : RequestId.of(request.getHeader(RequestId.HEADER));
        request.setAttribute(ID, id);
        response.setHeader(RequestId.HEADER, id);
        try (RequestId.Binding bound = RequestId.bind(id)) {
            chain.doFilter(request, response);
        }
        if (request.getAttribute(COUNTED) == null) {
            request.setAttribute(COUNTED, true);
            metrics.count(Metric.REQUESTS, outcome(response.getStatus()));
        }
    }

    private static String outcome(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 413 -> "too_large";
            case 503 -> "unavailable";
            default -> status < 400 ? "success" : status < 500 ? "invalid" : "error";
        };
    }
}

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
    private static final String ERROR = "error";
    private static final String ID = RequestTrace.class.getName();

    @Inject
    transient Metrics metrics;

    // Runs again for an error page, inside or after the first run; and for that only, where the container refused
    // before
    // any filter.
    @SuppressWarnings("try") // the binding is there to be closed
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean first = !(request.getAttribute(ID) instanceof String);
        String id = first ? RequestId.of(request.getHeader(RequestId.HEADER)) : (String) request.getAttribute(ID);
        request.setAttribute(ID, id);
        response.setHeader(RequestId.HEADER, id);
        String outcome = ERROR; // of what is thrown past us, the status does not tell yet
        try (RequestId.Binding bound = RequestId.bind(id)) {
            chain.doFilter(request, response);
            outcome = outcome(response.getStatus());
        } finally {
            if (first) {
                metrics.count(Metric.REQUESTS, outcome);
            }
        }
    }

    private static String outcome(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 413 -> "too_large";
            case 503 -> "unavailable";
            default -> status < 400 ? "success" : status < 500 ? "invalid" : ERROR;
        };
    }
}

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

/** Gives each request its id, in the response and in the log, and counts its outcome. */
public class RequestTrace extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ID = RequestTrace.class.getName();
    private static final String COUNTED = ID + ".counted";

    @Inject
    transient Metrics metrics;

    // Runs again for an error page, within or after the first run; if the container refuses a request before any
    // filter, only for the error page. A thrown exception becomes an error page, which is the run that has its status.
    @SuppressWarnings("try") // the binding is only closed
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = request.getAttribute(ID) instanceof String known
                ? known
                : RequestId.acceptOrCreate(request.getHeader(RequestId.HEADER));
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

package dev.portrait.error.web;

import dev.portrait.form.FormPage;
import dev.portrait.form.FormRequest;
import dev.portrait.language.Messages;
import dev.portrait.telemetry.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that the container refuses before or outside JAX-RS, such as one with a bad token or an unknown path,
 * as contract §4 says. The error pages of web.xml lead here.
 */
public class ContainerErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ContainerErrorServlet.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        int status = status(request);
        Messages messages = Messages.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        if (!ErrorResponse.isDefect(status)) {
            send(request, response, ErrorResponse.of(status, hasToken(request), messages), messages);
            return;
        }
        String incident = UUID.randomUUID().toString();
        boolean sent = send(request, response, ErrorResponse.ofIncident(status, incident, messages), messages);
        Throwable thrown = thrown(request);
        // Where the client closed the connection, the container may report a 500 too, but nothing was thrown.
        if (sent || thrown != null) {
            LOG.log(Level.SEVERE, RequestId.with("Incident " + incident), thrown);
        }
    }

    private static int status(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return status == 500 && !BareStatusFilter.hasPassed(request) ? beforeAnyFilter(request) : status;
    }

    // A 500 that did not come past the filter is no defect: no code of Portrait has run.
    private static int beforeAnyFilter(HttpServletRequest request) {
        Throwable thrown = thrown(request);
        if (thrown instanceof IllegalArgumentException) {
            return 400; // Open Liberty 25.0.0.9: the path leaves the application (OpenLiberty/open-liberty#989)
        }
        // WildFly 39.0.1: the identity provider has no key for the token (smallrye/smallrye-jwt#437).
        return thrown == null && hasToken(request) ? 401 : 500;
    }

    private static @Nullable Throwable thrown(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown ? thrown : null;
    }

    private static boolean hasToken(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    /** Returns whether the answer was sent. */
    private static boolean send(
            HttpServletRequest request, HttpServletResponse response, ErrorResponse answer, Messages messages) {
        boolean page = FormRequest.wantsPage(request);
        String text = page
                ? new FormPage(messages, Optional.empty()).refused(answer.body())
                : answer.body().toString();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_JSON);
        response.setContentLength(content.length);
        try {
            response.getOutputStream().write(content);
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            LOG.log(Level.FINE, RequestId.with("The client has closed the connection"), e);
            return false;
        }
    }
}

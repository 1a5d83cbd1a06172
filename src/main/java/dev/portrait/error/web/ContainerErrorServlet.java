package dev.portrait.error.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.telemetry.RequestId;
import jakarta.json.JsonObject;
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

/**
 * Answers what the container refuses before or beside JAX-RS, such as a bad token or a path that does not exist, by JSON
 * (contract §4) instead of an HTML page. The error pages of web.xml lead here.
 */
public class ContainerErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ContainerErrorServlet.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        int status = status(request);
        if (status < 500 || status == 503) {
            write(request, response, status, body(request, response, status));
            return;
        }
        String incident = UUID.randomUUID().toString();
        boolean told = write(request, response, status, ErrorBody.ofIncident(incident));
        Throwable thrown =
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause ? cause : null;
        // An answer that could not be sent is a 500 too, but no defect: the client has gone.
        if (told || thrown != null) {
            LOG.log(Level.SEVERE, RequestId.with("Incident " + incident), thrown);
        }
    }

    private static int status(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return status == 500 && !BareStatusFilter.passed(request) ? beforeAnyFilter(request) : status;
    }

    // No defect of ours, as no code of ours has run.
    private static int beforeAnyFilter(HttpServletRequest request) {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof IllegalArgumentException) {
            return 400; // Open Liberty's word for a path that leads out of the application
        }
        // WildFly calls it an error of the server that the identity provider has no key for a token (any more).
        return thrown == null && request.getHeader(HttpHeaders.AUTHORIZATION) != null ? 401 : 500;
    }

    private static boolean write(
            HttpServletRequest request, HttpServletResponse response, int status, JsonObject body) {
        boolean page = FormPage.isWanted(request);
        response.setStatus(status);
        response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_JSON);
        byte[] content =
                (page ? FormPage.refused(body, Optional.empty()) : body.toString()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(content.length);
        try {
            response.getOutputStream().write(content);
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            LOG.log(Level.FINE, RequestId.with("The client has gone"), e);
            return false;
        }
    }

    private static JsonObject body(HttpServletRequest request, HttpServletResponse response, int status) {
        ErrorCode code = ErrorResponse.code(status);
        if (code == ErrorCode.NOT_AUTHENTICATED && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            code = ErrorCode.AUTHENTICATION_FAILED;
        }
        ErrorResponse.builder(code, ErrorBody.of(code))
                .build()
                .getStringHeaders()
                .forEach((name, values) -> response.setHeader(name, values.get(0)));
        return ErrorBody.of(code);
    }
}

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
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the container refuses before or beside JAX-RS, in the contract's shape instead of an HTML page: a bad token, a
 * path that does not exist. The error pages of web.xml lead here.
 */
public class ContainerErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ContainerErrorServlet.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        JsonObject body = status >= 500 && status != 503 ? incident(request) : body(request, response, status);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON);
        byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static JsonObject incident(HttpServletRequest request) {
        String incident = UUID.randomUUID().toString();
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        LOG.log(Level.SEVERE, RequestId.with("Incident " + incident), thrown instanceof Throwable cause ? cause : null);
        return ErrorBody.ofIncident(incident);
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

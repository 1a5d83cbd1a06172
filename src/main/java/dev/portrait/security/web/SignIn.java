package dev.portrait.security.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.OidcSettings;
import dev.portrait.config.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells the pages where and as which client people sign in (contract §13). Contains nothing that is secret. */
public class SignIn extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private byte[] content = {};

    @Inject
    transient Settings settings;

    // Made once: an answer costs nothing but its transfer.
    @Override
    public void init() throws ServletException {
        OidcSettings oidc = settings.oidc();
        JsonObjectBuilder body = JSON.createObjectBuilder();
        oidc.clientId()
                .ifPresent(client -> body.add("authority", oidc.authority().orElse(""))
                        .add("client_id", client)
                        .add("scope", oidc.scope()));
        content = body.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = request.getPathInfo();
        if (below != null && !below.equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                response.setContentType(MediaType.APPLICATION_JSON);
                response.setHeader("Cache-Control", "no-cache");
                response.setContentLength(content.length);
                if (request.getMethod().equals("GET")) {
                    response.getOutputStream().write(content);
                }
            }
            case "OPTIONS" -> {
                response.setHeader("Allow", ALLOWED);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", ALLOWED);
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }
}

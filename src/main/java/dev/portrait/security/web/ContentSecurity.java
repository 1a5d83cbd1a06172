package dev.portrait.security.web;

import dev.portrait.config.Settings;
import dev.portrait.security.IdentityProvider;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Restricts what browsers load, run and frame to what Portrait's pages need (Content Security Policy Level 3). Pictures may be shown
 * and framed anywhere, and have a stricter policy from {@code media.web}.
 */
public class ContentSecurity extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PICTURES = "/media";
    private static final String DOCUMENTATION = "/docs/";
    private static final String FRAME = "/embed/";
    private static final Set<String> PAGES_WITH_SIGN_IN = Set.of("/", "/index.html", "/admin/", "/admin/index.html");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'%s;"
            + " connect-src 'self'%s; form-action %s; base-uri 'none'; frame-ancestors %s";

    @Inject
    transient Settings settings;

    @Inject
    transient IdentityProvider provider;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String below = request.getPathInfo();
        String path = request.getServletPath() + (below == null ? "" : below);
        if (!path.startsWith(PICTURES)) {
            // Swagger UI embeds its icons as data: URLs.
            String icons = path.startsWith(DOCUMENTATION) ? " data:" : "";
            String pictures =
                    settings.pictureOrigin().map(origin -> " " + origin).orElse("");
            response.setHeader(
                    "Content-Security-Policy",
                    POLICY.formatted(icons + pictures, connections(path), formTargets(request), ancestors(path)));
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
        response.setHeader("Referrer-Policy", "same-origin");
        chain.doFilter(request, response);
    }

    // Only pages call the identity provider. So no other answer ever waits for its discovery document.
    private String connections(String path) {
        Set<String> origins = PAGES_WITH_SIGN_IN.contains(path) ? provider.origins() : Set.of();
        return origins.isEmpty() ? "" : " " + String.join(" ", new TreeSet<>(origins));
    }

    // The answer to a plain form may show the form again (contract §9). It is sent to the address of the page.
    private static String formTargets(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) ? "'self'" : "'none'";
    }

    private String ancestors(String path) {
        boolean framed = path.startsWith(FRAME) && !settings.frameOrigins().isEmpty();
        return framed ? String.join(" ", settings.frameOrigins()) : "'none'";
    }
}

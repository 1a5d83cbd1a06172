package dev.portrait.security;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses what the form of a foreign site sends (Fetch Metadata Request Headers). It has no token of its own, but a proxy
 * that adds one for whoever has a session would add it to this, too.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class CrossSiteFormFilter implements ContainerRequestFilter {

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        if (request.getMethod().equals(HttpMethod.POST)
                && "navigate".equals(request.getHeaderString("Sec-Fetch-Mode"))
                && "cross-site".equals(request.getHeaderString("Sec-Fetch-Site"))
                && (origin == null || !settings.corsOrigins().contains(origin))) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED);
        }
    }
}

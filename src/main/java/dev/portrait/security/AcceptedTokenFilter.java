package dev.portrait.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Identifies the caller. Refuses tokens that a server accepts or ignores and Portrait does not (contract §7). */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AcceptedTokenFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Override
    public void filter(ContainerRequestContext request) {
        currentUser.identify(
                request.getSecurityContext().getUserPrincipal(), request.getHeaderString(HttpHeaders.AUTHORIZATION));
    }
}

package dev.portrait.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Refuses tokens that the servers accept or ignore, but Portrait does not (contract §7). */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AcceptedTokenFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Override
    public void filter(ContainerRequestContext request) {
        currentUser.requireAccepted(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        currentUser.requireTimeHasCome();
    }
}

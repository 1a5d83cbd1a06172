package dev.portrait.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Enforces {@link AdministratorOnly}, after the container has checked the role. */
@Provider
@AdministratorOnly
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class AdministratorFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Override
    public void filter(ContainerRequestContext request) {
        currentUser.requireGoodStanding();
    }
}

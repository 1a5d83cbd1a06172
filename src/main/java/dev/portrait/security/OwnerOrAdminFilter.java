package dev.portrait.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Enforces {@link OwnerOrAdmin}, after the container has checked the role. */
@Provider
@OwnerOrAdmin
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class OwnerOrAdminFilter implements ContainerRequestFilter {

    @Inject
    OwnerOnlyFilter ownerOnly;

    @Inject
    AdministratorFilter administrator;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getSecurityContext().isUserInRole("admin")) {
            administrator.filter(request);
        } else {
            ownerOnly.filter(request);
        }
    }
}

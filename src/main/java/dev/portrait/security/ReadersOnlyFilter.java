package dev.portrait.security;

import dev.portrait.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Enforces {@link ReadersOnly}. */
@Provider
@ReadersOnly
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class ReadersOnlyFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (settings.visibility().requireSignIn()) {
            currentUser.requireSignedIn();
        }
    }
}

package dev.portrait.security;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Enforces {@link OwnerOnly}, after the container has seen to the role. */
@Provider
@OwnerOnly
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class OwnerOnlyFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Inject
    Accounts accounts;

    @Override
    public void filter(ContainerRequestContext request) {
        Account caller = currentUser.require();
        long target = target(request).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        if (target != caller.id()) {
            boolean exists = accounts.byId(target).isPresent();
            throw new RequestException(exists ? ErrorCode.PERMISSION_DENIED : ErrorCode.NOT_FOUND);
        }
        if (caller.blocked()) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED);
        }
    }

    private static Optional<Long> target(ContainerRequestContext request) {
        try {
            return Optional.of(
                    Long.parseLong(request.getUriInfo().getPathParameters().getFirst("id")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

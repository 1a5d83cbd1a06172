package dev.portrait.security;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Enforces {@link OwnerOnly}, after the container has checked the role. */
@Provider
@OwnerOnly
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class OwnerOnlyFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Inject
    Accounts accounts;

    @Inject
    Event<AccessDenied> denials;

    @Override
    public void filter(ContainerRequestContext request) {
        Account caller = currentUser.require();
        long target = target(request, caller).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        if (target != caller.id()) {
            if (accounts.byId(target).isEmpty()) {
                throw new RequestException(ErrorCode.NOT_FOUND);
            }
            deny(caller, target, Reason.NOT_OWNER);
        }
        if (caller.blocked()) {
            deny(caller, target, Reason.BLOCKED);
        }
    }

    private void deny(Account caller, long target, Reason reason) {
        denials.fire(new AccessDenied(caller.id(), target));
        throw new RequestException(ErrorCode.PERMISSION_DENIED, reason);
    }

    private static Optional<Long> target(ContainerRequestContext request, Account caller) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        try {
            return Optional.of(id == null ? caller.id() : Long.parseLong(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

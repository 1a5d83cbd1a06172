package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.visibility.View;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares {@code If-Match} before the body is read; the transaction compares the version again. Only the tag of the complete
 * view matches: a client that sends back a narrower view would clear the fields that the view hides (contract §6).
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 2)
@ApplicationScoped
public class IfMatchFilter implements ContainerRequestFilter {

    private static final Set<String> CHANGES = Set.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.POST);

    @EJB
    UserFinder users;

    @Inject
    ExpectedVersion expected;

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> named = request.getHeaders().get(HttpHeaders.IF_MATCH);
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        if (named == null || id == null || !CHANGES.contains(request.getMethod())) {
            return;
        }
        User user = find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        if (!VersionTag.of(View.complete(user)).isIn(named)) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
        expected.set(user.version());
    }

    private Optional<User> find(String id) {
        try {
            return users.find(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

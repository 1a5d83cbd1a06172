package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.Priority;
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
 * Refuses a change of another version than the one that {@code If-Match} names, before the body is read. The transaction
 * compares the version again. Only the tag of the full view counts: who read a narrower view and sends it back would clear
 * what was hidden (contract §6).
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 2)
@ApplicationScoped
public class IfMatchFilter implements ContainerRequestFilter {

    private static final Set<String> METHODS = Set.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.POST);

    @Inject
    UserService users;

    @Inject
    ExpectedVersion expected;

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> named = request.getHeaders().get(HttpHeaders.IF_MATCH);
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        if (named == null || id == null || !METHODS.contains(request.getMethod())) {
            return;
        }
        User user = find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        if (!VersionTag.of(user, View.FULL).isIn(named)) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
        expected.is(user.version());
    }

    private Optional<User> find(String id) {
        try {
            return users.find(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

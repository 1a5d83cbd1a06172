package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses a change of another version than the one that {@code If-Match} names, before the body is read. That it is
 * still this version when the change is made, the transaction makes sure.
 */
@Provider
@OwnerOnly
@Priority(Priorities.AUTHORIZATION + 2)
@ApplicationScoped
public class IfMatchFilter implements ContainerRequestFilter {

    @Inject
    CurrentUser currentUser;

    @Inject
    UserService users;

    @Inject
    ExpectedVersion expected;

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> named = request.getHeaders().get(HttpHeaders.IF_MATCH);
        if (named == null || !request.getUriInfo().getPathParameters().containsKey("id")) {
            return;
        }
        User user = users.find(currentUser.require().id()).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        if (tags(user, request.getUriInfo()).noneMatch(tag -> tag.isStronglyIn(named))) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
        expected.is(user.version());
    }

    // A client may have read its own profile without its token.
    private static Stream<VersionTag> tags(User user, UriInfo uri) {
        MediaLinks.OfUser links = MediaLinks.of(user, uri);
        return Stream.of(true, false)
                .map(owner -> VersionTag.of(UserView.of(user, links, owner).toString()));
    }
}

package dev.portrait.user.web;

import dev.portrait.user.User;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** A user as an answer, with the headers of contract §6. */
final class UserAnswer {

    private UserAnswer() {}

    static Response of(User user, UriInfo uri, boolean owner) {
        String json = json(user, uri, owner);
        return withHeaders(Response.ok(json), VersionTag.of(json));
    }

    /** The answer to a GET: without a body where the client has this version already. */
    static Response of(User user, UriInfo uri, boolean owner, HttpHeaders request) {
        String json = json(user, uri, owner);
        VersionTag tag = VersionTag.of(json);
        List<String> known = request.getRequestHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of());
        return withHeaders(tag.isIn(known) ? Response.notModified() : Response.ok(json), tag);
    }

    private static String json(User user, UriInfo uri, boolean owner) {
        return UserView.of(user, MediaLinks.of(user, uri), owner).toString();
    }

    private static Response withHeaders(Response.ResponseBuilder builder, VersionTag tag) {
        return builder.header(HttpHeaders.ETAG, tag.header()).build();
    }
}

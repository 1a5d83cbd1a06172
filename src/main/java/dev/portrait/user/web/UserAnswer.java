package dev.portrait.user.web;

import dev.portrait.user.User;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** A user as an answer, with the headers of contract §6. */
final class UserAnswer {

    private UserAnswer() {}

    static Response of(User user, UriInfo uri, View shown) {
        return withHeaders(Response.ok(json(user, uri, shown)), VersionTag.of(user, shown));
    }

    /** The answer to a GET: without a body where the client has this version already. */
    static Response of(User user, UriInfo uri, View shown, HttpHeaders request) {
        VersionTag tag = VersionTag.of(user, shown);
        List<String> known = request.getRequestHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of());
        return withHeaders(tag.isIn(known) ? Response.notModified() : Response.ok(json(user, uri, shown)), tag);
    }

    private static String json(User user, UriInfo uri, View shown) {
        return UserView.of(user, MediaLinks.of(user, uri), shown).toString();
    }

    private static Response withHeaders(Response.ResponseBuilder builder, VersionTag tag) {
        return builder.header(HttpHeaders.ETAG, tag.header()).build();
    }
}

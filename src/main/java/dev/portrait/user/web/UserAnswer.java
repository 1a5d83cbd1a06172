package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.user.User;
import dev.portrait.user.visibility.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Makes answers that contain a user, as far as the caller may see them, with the headers of contract §6. */
@ApplicationScoped
public class UserAnswer {

    @Inject
    CallerView callerView;

    /** Returns the answer to a change. */
    Response changed(User user, UriInfo uri) {
        View view = callerView.of(user);
        return withTag(Response.ok(UserView.json(view, uri).toString()), VersionTag.of(view));
    }

    /** Returns the answer to the creation of a user. */
    Response created(User user, UriInfo uri) {
        URI location = uri.getAbsolutePathBuilder().path(user.id() + "/").build();
        View view = callerView.of(user);
        return withTag(
                Response.created(location).entity(UserView.json(view, uri).toString()), VersionTag.of(view));
    }

    /** Returns what administrators manage of a user. The tag is that of the complete view, for {@code If-Match}. */
    Response managed(User user, UriInfo uri) {
        return withTag(Response.ok(ManagedView.json(user, uri).toString()), VersionTag.of(View.complete(user)));
    }

    /** Returns the answer to a GET: 304 without a body if the client has this version. */
    Response read(User user, UriInfo uri, HttpHeaders request) {
        View view = callerView.of(user);
        return read(VersionTag.of(view), () -> UserView.json(view, uri), request);
    }

    /** As {@link #read(User, UriInfo, HttpHeaders)}, for several users, which have one tag together. */
    Response read(List<User> users, UriInfo uri, HttpHeaders request) {
        List<View> views = users.stream().map(callerView::of).toList();
        return read(VersionTag.of(views), () -> results(views, uri), request);
    }

    private static JsonObject results(List<View> views, UriInfo uri) {
        JsonArrayBuilder results = JSON.createArrayBuilder();
        views.forEach(view -> results.add(UserView.json(view, uri)));
        return JSON.createObjectBuilder().add("results", results).build();
    }

    private static Response read(VersionTag tag, Supplier<JsonObject> body, HttpHeaders request) {
        List<String> known = request.getRequestHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of());
        return withTag(
                tag.isIn(known)
                        ? Response.notModified()
                        : Response.ok(body.get().toString()),
                tag);
    }

    /** Returns an element of a list. */
    JsonObject element(User user, UriInfo uri) {
        return UserView.json(callerView.of(user), uri);
    }

    private static Response withTag(Response.ResponseBuilder builder, VersionTag tag) {
        return builder.header(HttpHeaders.ETAG, tag.header()).build();
    }
}

package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** A picture of whoever has that id, for an {@code <img>} that knows no more (contract §1). */
@Path("avatar/{id: [1-9][0-9]*}")
@ApplicationScoped
@PermitAll
public class AvatarPictureResource {

    @Inject
    UserService users;

    @Context
    UriInfo uri;

    @GET
    public Response get(@PathParam("id") long id) {
        User user = users.find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        return user.avatar()
                .map(name -> Response.status(Response.Status.FOUND).location(URI.create(MediaLinks.of(name, uri))))
                .orElseGet(() -> Response.ok(Initials.of(user).svg(), "image/svg+xml;charset=UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}

package dev.portrait.ops.web;

import dev.portrait.media.MediaStore;
import dev.portrait.user.UserService;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether this node can do its work, part by part, for whoever asks (contract §1). */
@Path("health")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    UserService users;

    @Inject
    MediaStore media;

    @GET
    public Response get() {
        boolean database = users.reachable();
        boolean pictures = media.writable();
        JsonObject parts = Json.createObjectBuilder()
                .add("database", word(database))
                .add("media", word(pictures))
                .build();
        return Response.status(database && pictures ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(parts.toString())
                .build();
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}

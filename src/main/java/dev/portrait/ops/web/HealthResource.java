package dev.portrait.ops.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.ops.Health;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Returns the health of this node, for everybody (contract §1). */
@Path("health")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    Health health;

    @GET
    public Response get() {
        List<Health.Part> parts = health.parts();
        JsonObjectBuilder body = JSON.createObjectBuilder();
        parts.forEach(part -> body.add(part.name(), part.state()));
        boolean up = parts.stream().allMatch(Health.Part::up);
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body.build().toString())
                .build();
    }
}

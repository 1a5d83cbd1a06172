package dev.portrait.benchmark.speed;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Returns a constant as long as a profile to callers with a token. */
@Path("/")
@RequestScoped
public class BareResource {

    private static final String CONSTANT = "{\"bio\":\"" + "x".repeat(700) + "\"}";

    /** Returns the constant. */
    @GET
    @RolesAllowed("user")
    @Produces(MediaType.APPLICATION_JSON)
    public String constant() {
        return CONSTANT;
    }
}

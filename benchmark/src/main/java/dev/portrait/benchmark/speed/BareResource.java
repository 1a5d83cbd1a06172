package dev.portrait.benchmark.speed;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A constant as long as a profile, for those who have a token. */
@Path("/")
@RequestScoped
public class BareResource {

    private static final String CONSTANT = "{\"bio\":\"" + "x".repeat(700) + "\"}";

    /** The constant. */
    @GET
    @RolesAllowed("user")
    @Produces(MediaType.APPLICATION_JSON)
    public String constant() {
        return CONSTANT;
    }
}

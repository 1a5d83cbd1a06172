package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.ProfilePath;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOrAdmin;
import dev.portrait.user.Caller;
import dev.portrait.user.DeletionService;
import dev.portrait.user.Receipt;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Exports and deletes everything that is stored about a user (contract §1). */
@Path("user")
@ApplicationScoped
public class AccountResource {

    @EJB
    UserFinder users;

    @Inject
    CurrentUser currentUser;

    @Inject
    DeletionService deletions;

    @Inject
    ProfileExport export;

    @Inject
    ExportTurn turn;

    @Context
    UriInfo uri;

    // Without @Produces, so that every Accept gets the zip: browsers ask for pages, programs for JSON.
    @GET
    @Path("me/export")
    @RolesAllowed("user")
    public Response export() {
        User user = users.find(currentUser.require().id()).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        turn.take(user.id());
        return zip(user.id()).entity(export.zip(user, uri)).build();
    }

    // Without this method, the JAX-RS runtimes would produce the whole zip and discard it.
    @HEAD
    @Path("me/export")
    @RolesAllowed("user")
    public Response exportHead() {
        return zip(currentUser.require().id()).build();
    }

    private static Response.ResponseBuilder zip(long userId) {
        return Response.ok()
                .type("application/zip")
                .header("Content-Disposition", "attachment; filename=\"portrait-" + userId + ".zip\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    @DELETE
    @Path(ProfilePath.ID)
    @RolesAllowed({"user", "admin"})
    @OwnerOrAdmin
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject delete(@PathParam("id") long id) {
        Receipt receipt =
                deletions.delete(caller(), id, isHard(uri.getQueryParameters().getFirst("hard")));
        JsonArrayBuilder fields = JSON.createArrayBuilder();
        receipt.fields().stream().sorted().forEach(fields::add);
        return JSON.createObjectBuilder()
                .add("id", receipt.userId())
                .add("status", receipt.status().wire())
                .add("date", receipt.date().toString())
                .add("erased", JSON.createObjectBuilder().add("fields", fields).add("pictures", receipt.pictures()))
                .build();
    }

    private Caller caller() {
        return currentUser.isAdministrator()
                ? Caller.ofAdministrator()
                : Caller.user(currentUser.require().id());
    }

    private static boolean isHard(@Nullable String hard) {
        return switch (hard == null ? "" : hard) {
            case "1", "true" -> true;
            case "", "0", "false" -> false;
            default -> throw new RequestException(new FieldError("hard", ErrorCode.INVALID_CHOICE));
        };
    }
}

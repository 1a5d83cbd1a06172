package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOrAdmin;
import dev.portrait.user.DeletionService;
import dev.portrait.user.Receipt;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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

/** What people may do with all that is kept of them: take it along, and have it deleted (contract §1). */
@Path("user")
@ApplicationScoped
public class AccountResource {

    @Inject
    UserService users;

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

    // Whatever is accepted gets it: a browser asks for pages, a program for JSON.
    @GET
    @Path("me/export")
    @RolesAllowed("user")
    public Response export() {
        User user = users.find(currentUser.require().id()).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        turn.take(user.id());
        return zip(user.id()).entity(export.of(user, uri)).build();
    }

    // Without this method, the runtimes would make the whole zip and throw it away.
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
    @Path(UserResource.ID)
    @RolesAllowed({"user", "admin"})
    @OwnerOrAdmin
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject delete(@PathParam("id") long id) {
        Receipt receipt = deletions.delete(id, isHard(uri.getQueryParameters().getFirst("hard")));
        JsonArrayBuilder fields = Json.createArrayBuilder();
        receipt.fields().stream().sorted().forEach(fields::add);
        return Json.createObjectBuilder()
                .add("id", receipt.userId())
                .add("status", receipt.status().wire())
                .add("date", receipt.date().toString())
                .add("erased", Json.createObjectBuilder().add("fields", fields).add("pictures", receipt.pictures()))
                .build();
    }

    private static boolean isHard(@Nullable String hard) {
        return switch (hard == null ? "" : hard) {
            case "1", "true" -> true;
            case "", "0", "false" -> false;
            default -> throw new RequestException(new FieldError("hard", ErrorCode.INVALID_CHOICE));
        };
    }
}

package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.ProfilePath;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.security.AdministratorOnly;
import dev.portrait.user.FoundUsers;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.UserAdministration;
import dev.portrait.user.UserSearch;
import dev.portrait.user.UserStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Lists, creates and blocks users, for the role {@code admin} (contract §1, §12). */
@Path("user")
@ApplicationScoped
@RolesAllowed("admin")
@AdministratorOnly
@Produces(MediaType.APPLICATION_JSON)
public class AdministrationResource {

    @Inject
    UserAdministration administration;

    @Inject
    UserAnswer answers;

    @Inject
    ExpectedVersion expected;

    @Context
    UriInfo uri;

    @GET
    public JsonObject list() {
        UserSearch search = SearchQuery.parse(uri);
        JsonArrayBuilder results = JSON.createArrayBuilder();
        FoundUsers found = administration.find(search);
        found.users().forEach(user -> results.add(answers.element(user, uri)));
        JsonObjectBuilder page =
                new Page(search.limit(), search.offset()).members(found.count(), found.more(), results, uri);
        if (found.limited()) {
            page.add("limited", true);
        }
        return page.build();
    }

    @PATCH
    @Path(ProfilePath.ID + "/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchStatus(@PathParam("id") long id, byte[] json) {
        return setStatus(id, ProfileBody.json(json).form().text("status").orElse(null));
    }

    @PATCH
    @Path(ProfilePath.ID + "/status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response patchStatus(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return setStatus(id, fields.getFirst("status"));
    }

    private Response setStatus(long id, @Nullable String status) {
        boolean blocked = UserStatus.BLOCKED.wire().equals(status);
        if (!blocked && !UserStatus.APPROVED.wire().equals(status)) {
            throw new RequestException(new FieldError("status", ErrorCode.INVALID_CHOICE));
        }
        return answers.changed(administration.setBlocked(id, blocked, expected.version()), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(byte[] json) {
        FieldErrors errors = new FieldErrors();
        ManagedChange change = AdministratorForm.ofNew(JsonBody.read(json), errors);
        errors.throwIfAny();
        return answers.created(administration.create(change), uri);
    }

    @DELETE
    @Path(ProfilePath.ID + "/avatars")
    public void deleteAvatars(@PathParam("id") long id) {
        administration.removeAvatars(id);
    }
}

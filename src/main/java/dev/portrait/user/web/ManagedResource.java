package dev.portrait.user.web;

import dev.portrait.contract.ProfilePath;
import dev.portrait.error.FieldErrors;
import dev.portrait.security.AdministratorOnly;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.profile.ManagedUpdate;
import dev.portrait.user.profile.ProfileForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows and changes what administrators manage of a user, for the role {@code admin} (contract §12). */
@Path("user/" + ProfilePath.ID + "/managed")
@ApplicationScoped
@RolesAllowed("admin")
@AdministratorOnly
@Produces(MediaType.APPLICATION_JSON)
public class ManagedResource {

    @EJB
    UserFinder users;

    @Inject
    ManagedUpdate update;

    @Inject
    UserAnswer answers;

    @Inject
    ExpectedVersion expected;

    @Context
    UriInfo uri;

    @GET
    public Response get(@PathParam("id") long id) {
        return answers.managed(users.require(id), uri);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchJson(@PathParam("id") long id, byte[] json) {
        return change(id, JsonBody.read(json), new ProfileBody().form());
    }

    @PATCH
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response patchParts(@PathParam("id") long id, List<EntityPart> parts) {
        ManagedParts body = ManagedParts.of(parts);
        return change(id, body.texts(), body.files());
    }

    private Response change(long id, JsonObject body, ProfileForm files) {
        User current = users.require(id);
        FieldErrors errors = new FieldErrors();
        ManagedChange change = AdministratorForm.of(body, current, errors);
        return answers.changed(update.change(id, change, files, errors, expected.version()), uri);
    }
}

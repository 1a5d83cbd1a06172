package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfilePath;
import dev.portrait.form.TypedForm;
import dev.portrait.platform.body.ReceivedBody;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.security.ReadersOnly;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.profile.ProfileForm;
import dev.portrait.user.profile.ProfileUpdate;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Reads a profile for whoever may see it and changes it for its owner (contract §1). PATCH and POST arrive as PUT, see {@link
 * MethodOverride}.
 */
@Path("user")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    @EJB
    UserFinder users;

    @Inject
    CurrentUser currentUser;

    @Inject
    ProfileUpdate update;

    @Inject
    ExpectedVersion expected;

    @Inject
    PostedForm postedForm;

    @Inject
    TypedForm typed;

    @Inject
    UserAnswer answers;

    @Inject
    FieldMetadata metadata;

    @Inject
    ReceivedBody received;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Path(ProfilePath.ID)
    @ReadersOnly
    public Response get(@PathParam("id") long id) {
        return answers.read(users.require(id), uri, headers);
    }

    @GET
    @Path("me")
    @RolesAllowed("user")
    public Response getMe() {
        return answers.read(me(), uri, headers);
    }

    @GET
    @Path("me/avatar")
    @RolesAllowed("user")
    public JsonObject getMyAvatar() {
        JsonValue link = me().avatar()
                .<JsonValue>map(name -> JSON.createValue(MediaLinks.link(name, uri)))
                .orElse(JsonValue.NULL);
        return JSON.createObjectBuilder().add("avatar", link).build();
    }

    @OPTIONS
    @Path(ProfilePath.ID)
    @ReadersOnly
    public Response options(@PathParam("id") long id) {
        users.require(id);
        return Response.ok(metadata.json().toString())
                .header(HttpHeaders.ALLOW, MethodOverride.ALLOWED)
                .build();
    }

    @PUT
    @Path(ProfilePath.ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response putParts(@PathParam("id") long id, List<EntityPart> parts) {
        return changeByForm(id, ProfileParts.form(parts));
    }

    @PUT
    @Path(ProfilePath.ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response putForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return changeByForm(id, ProfileBody.fields(fields, received));
    }

    @PUT
    @Path(ProfilePath.ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putJson(@PathParam("id") long id, byte[] json) {
        return change(id, ProfileBody.json(json, received));
    }

    private Response changeByForm(long id, ProfileForm form) {
        postedForm.requireMethod(form.text(BodyField.METHOD).orElse(null));
        typed.keep(form.texts(), form.files().keySet());
        return change(id, form);
    }

    private Response change(long id, ProfileForm form) {
        return answers.changed(update.change(id, form, expected.version()), uri);
    }

    private User me() {
        return users.require(currentUser.require().id());
    }
}

package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
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

/** A profile: read by anyone, changed by its owner (contract §1). PUT and PATCH mean the same (contract §2). */
@Path("user")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    static final String ID = "{id: [1-9][0-9]*}";

    @Inject
    UserService users;

    @Inject
    CurrentUser currentUser;

    @Inject
    ProfileUpdate update;

    @Inject
    FieldRules rules;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Path(ID)
    public Response get(@PathParam("id") long id) {
        return read(find(id));
    }

    @GET
    @Path("me")
    @RolesAllowed("user")
    public Response getMe() {
        return read(find(currentUser.require().id()));
    }

    @GET
    @Path("me/avatar")
    @RolesAllowed("user")
    public JsonObject getMyAvatar() {
        User me = find(currentUser.require().id());
        return Json.createObjectBuilder()
                .add(
                        "avatar",
                        me.avatar()
                                .<JsonValue>map(name -> Json.createValue(MediaLinks.of(name, uri)))
                                .orElse(JsonValue.NULL))
                .build();
    }

    /** What the owner may write, and within which limits, so that a page need not know it (as the origin does). */
    @OPTIONS
    @Path(ID)
    public Response options(@PathParam("id") long id) {
        find(id);
        return Response.ok(rules.metadata().toString())
                .header(HttpHeaders.ALLOW, MethodOverride.ALLOWED)
                .build();
    }

    @PUT
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response putParts(@PathParam("id") long id, List<EntityPart> parts) {
        return update.answer(id, ProfileForm.ofParts(parts), uri);
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response patchParts(@PathParam("id") long id, List<EntityPart> parts) {
        return update.answer(id, ProfileForm.ofParts(parts), uri);
    }

    @PUT
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response putForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return update.answer(id, ProfileForm.ofFields(fields), uri);
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response patchForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return update.answer(id, ProfileForm.ofFields(fields), uri);
    }

    @PUT
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putJson(@PathParam("id") long id, byte[] json) {
        return update.answer(id, ProfileForm.ofJson(json), uri);
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchJson(@PathParam("id") long id, byte[] json) {
        return update.answer(id, ProfileForm.ofJson(json), uri);
    }

    private User find(long id) {
        return users.find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    private Response read(User user) {
        return UserAnswer.of(user, uri, currentUser.is(user.id(), user.subject()), headers);
    }
}

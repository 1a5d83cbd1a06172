package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfileField;
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
import jakarta.ws.rs.FormParam;
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
import org.jspecify.annotations.Nullable;

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

    // One parameter for each part: RESTEasy 6.2 binds parts to method parameters, not to fields of a @BeanParam.
    @PUT
    @Path(ProfilePath.ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response putParts(
            @PathParam("id") long id,
            @FormParam("username") @Nullable String username,
            @FormParam("real_name") @Nullable String realName,
            @FormParam("bio") @Nullable String bio,
            @FormParam("location") @Nullable String location,
            @FormParam("location_lat_lng") @Nullable String locationLatLng,
            @FormParam("position_lat_lng") @Nullable String positionLatLng,
            @FormParam("date_of_birth") @Nullable String dateOfBirth,
            @FormParam("description") @Nullable String description,
            @FormParam("gender") @Nullable String gender,
            @FormParam("website") @Nullable String website,
            @FormParam("avatar") @Nullable EntityPart avatar,
            @FormParam(BodyField.AVATAR_BASE64) @Nullable EntityPart avatarBase64,
            @FormParam("cover") @Nullable EntityPart cover,
            @FormParam(BodyField.METHOD) @Nullable String method,
            @FormParam(BodyField.BACK) @Nullable String back,
            @FormParam(BodyField.STATE) @Nullable String state) {
        return changeByForm(
                id,
                new ProfileBody()
                        .text(ProfileField.USERNAME, username)
                        .text(ProfileField.REAL_NAME, realName)
                        .text(ProfileField.BIO, bio)
                        .text(ProfileField.LOCATION, location)
                        .text(ProfileField.LOCATION_LAT_LNG, locationLatLng)
                        .text(ProfileField.POSITION_LAT_LNG, positionLatLng)
                        .text(ProfileField.DATE_OF_BIRTH, dateOfBirth)
                        .text(ProfileField.DESCRIPTION, description)
                        .text(ProfileField.GENDER, gender)
                        .text(ProfileField.WEBSITE, website)
                        .part(ProfileField.AVATAR, avatar)
                        .avatarBase64(avatarBase64)
                        .part(ProfileField.COVER, cover)
                        .text(BodyField.METHOD, method)
                        .text(BodyField.BACK, back)
                        .text(BodyField.STATE, state)
                        .form());
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

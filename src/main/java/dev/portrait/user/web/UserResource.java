package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile: read by anyone, changed by its owner (contract §1). PUT and PATCH mean the same (contract §2). */
@Path("user")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    private static final String ID = "{id: [1-9][0-9]*}";

    @Inject
    UserService users;

    @Inject
    CurrentUser currentUser;

    @Inject
    ProfileValidator validator;

    @Inject
    ProfilePictures profilePictures;

    @Context
    UriInfo uri;

    @GET
    @Path(ID)
    public Response get(@PathParam("id") long id) {
        return answer(find(id));
    }

    @GET
    @Path("me")
    @RolesAllowed("user")
    public Response getMe() {
        return answer(find(currentUser.require().id()));
    }

    // Parameter by parameter, twice: RESTEasy binds parts to method parameters only, not to those of a @BeanParam.
    @PUT
    @Path(ID)
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
            @FormParam("avatar_base64") @Nullable String avatarBase64,
            @FormParam("cover") @Nullable EntityPart cover) {
        ProfileForm form = new ProfileForm.Builder()
                .text("username", username)
                .text("real_name", realName)
                .text("bio", bio)
                .text("location", location)
                .text("location_lat_lng", locationLatLng)
                .text("position_lat_lng", positionLatLng)
                .text("date_of_birth", dateOfBirth)
                .text("description", description)
                .text("gender", gender)
                .text("website", website)
                .text("avatar_base64", avatarBase64)
                .part("avatar", avatar)
                .part("cover", cover)
                .build();
        return update(id, form);
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response patchParts(
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
            @FormParam("avatar_base64") @Nullable String avatarBase64,
            @FormParam("cover") @Nullable EntityPart cover) {
        return putParts(
                id,
                username,
                realName,
                bio,
                location,
                locationLatLng,
                positionLatLng,
                dateOfBirth,
                description,
                gender,
                website,
                avatar,
                avatarBase64,
                cover);
    }

    @PUT
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response putForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return update(id, ProfileForm.ofFields(fields));
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response patchForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return update(id, ProfileForm.ofFields(fields));
    }

    @PUT
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putJson(@PathParam("id") long id, byte[] json) {
        return update(id, ProfileForm.ofJson(json));
    }

    @PATCH
    @Path(ID)
    @RolesAllowed("user")
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchJson(@PathParam("id") long id, byte[] json) {
        return update(id, ProfileForm.ofJson(json));
    }

    private Response update(long id, ProfileForm form) {
        FieldErrors errors = new FieldErrors();
        ProfileChange texts = validator.check(form, MediaLinks.of(find(id), uri), errors);
        Map<PictureKind, Picture> pictures = profilePictures.process(form, errors);
        errors.throwIfAny();
        return answer(profilePictures.keep(
                pictures, names -> users.change(id, texts.withPictures(names.avatar(), names.cover()))));
    }

    private User find(long id) {
        return users.find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    private Response answer(User user) {
        boolean owner = currentUser.is(user.id(), user.subject());
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoCache(true);
        return Response.ok(UserView.of(user, MediaLinks.of(user, uri), owner).toString())
                .cacheControl(cache)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }
}

package dev.portrait.user.web;

import dev.portrait.security.OwnerOnly;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Forms that can only POST, and say in their field {@code _method} what they mean (contract §9). */
@Path("user")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class OldCallerResource {

    private static final String METHOD = "_method";

    @Inject
    ProfileUpdate update;

    @Context
    UriInfo uri;

    @POST
    @Path(UserResource.ID)
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response postParts(
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
            @FormParam("cover") @Nullable EntityPart cover,
            @FormParam(METHOD) @Nullable String method) {
        MethodOverride.require(method);
        return update.answer(
                id,
                ProfileForm.ofParts(
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
                        cover),
                uri);
    }

    @POST
    @Path(UserResource.ID)
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response postForm(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        MethodOverride.require(fields.getFirst(METHOD));
        return update.answer(id, ProfileForm.ofFields(fields), uri);
    }
}

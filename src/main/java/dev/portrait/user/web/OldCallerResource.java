package dev.portrait.user.web;

import dev.portrait.security.OwnerOnly;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;

/** Forms that can only POST, and say in their field {@code _method} what they mean (contract §9). */
@Path("user")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class OldCallerResource {

    static final String METHOD = "_method";

    @Inject
    ProfileUpdate update;

    @Context
    UriInfo uri;

    @POST
    @Path(UserResource.ID)
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response postParts(@PathParam("id") long id, List<EntityPart> parts) {
        ProfileForm form = ProfileForm.ofParts(parts);
        MethodOverride.require(form.text(METHOD).orElse(null));
        return update.answer(id, form, uri);
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

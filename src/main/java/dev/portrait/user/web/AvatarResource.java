package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.Avatar;
import dev.portrait.user.AvatarService;
import dev.portrait.user.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The avatars that the caller keeps (contract §1). */
@Path("user/avatar")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class AvatarResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    UserService users;

    @Inject
    AvatarService avatars;

    @Inject
    ProfilePictures pictures;

    @Context
    UriInfo uri;

    @GET
    public JsonObject get() {
        Page page = Page.of(uri);
        long user = currentUser.require().id();
        List<Avatar> all = avatars.of(user);
        Optional<MediaName> inUse = inUse(user);
        JsonArrayBuilder results = Json.createArrayBuilder();
        all.stream()
                .skip(page.offset())
                .limit(page.limit())
                .forEach(avatar -> results.add(AvatarView.of(avatar, inUse, uri)));
        return page.answer(all.size(), results, uri);
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response postParts(List<EntityPart> parts) {
        return add(ProfileForm.ofParts(parts));
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response postForm(MultivaluedMap<String, String> fields) {
        return add(ProfileForm.ofFields(fields));
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response postJson(byte[] json) {
        return add(ProfileForm.ofJson(json));
    }

    private Response add(ProfileForm form) {
        FieldErrors errors = new FieldErrors();
        Map<PictureKind, Picture> processed = pictures.processAvatar(form, errors);
        errors.throwIfAny();
        long user = currentUser.require().id();
        Avatar added = pictures.keep(
                processed, names -> avatars.add(user, names.avatar().orElseThrow()));
        return Response.status(Response.Status.CREATED)
                .entity(AvatarView.of(added, inUse(user), uri))
                .build();
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public void patchParts(List<EntityPart> parts) {
        use(AvatarId.of(ProfileForm.ofParts(parts).text(AvatarId.FIELD).orElse(null)));
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void patchForm(MultivaluedMap<String, String> fields) {
        use(AvatarId.of(fields.getFirst(AvatarId.FIELD)));
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public void patchJson(byte[] json) {
        use(AvatarId.of(JsonBody.read(json)));
    }

    private void use(long id) {
        requireWritable();
        avatars.use(currentUser.require().id(), id);
    }

    @DELETE
    @OwnerOnly
    public void delete(byte[] json) {
        String inQuery = uri.getQueryParameters().getFirst(AvatarId.FIELD);
        long id = inQuery == null ? AvatarId.of(JsonBody.read(json)) : AvatarId.of(inQuery);
        requireWritable();
        avatars.remove(currentUser.require().id(), id);
    }

    private void requireWritable() {
        if (pictures.readOnly(PictureKind.AVATAR)) {
            throw new RequestException(new FieldError(AvatarId.FIELD, ErrorCode.READ_ONLY));
        }
    }

    private Optional<MediaName> inUse(long user) {
        return users.find(user).flatMap(found -> found.avatar());
    }
}

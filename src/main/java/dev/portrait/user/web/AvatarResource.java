package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.Settings;
import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.platform.body.ReceivedBody;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.Avatar;
import dev.portrait.user.AvatarService;
import dev.portrait.user.Caller;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.profile.ProfileForm;
import dev.portrait.user.profile.ProfilePictures;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists and changes the caller's avatar collection (contract §1). */
@Path("user/avatar")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class AvatarResource {

    @Inject
    CurrentUser currentUser;

    @EJB
    UserFinder users;

    @Inject
    AvatarService avatars;

    @Inject
    ProfilePictures pictures;

    @Inject
    Settings settings;

    @Inject
    ReceivedBody received;

    @Context
    UriInfo uri;

    @GET
    public JsonObject get() {
        Page page = Page.parse(uri);
        long user = currentUser.require().id();
        List<Avatar> all = avatars.list(user);
        Optional<MediaName> current = currentAvatar(user);
        JsonArrayBuilder results = JSON.createArrayBuilder();
        all.stream()
                .skip(page.offset())
                .limit(page.limit())
                .forEach(avatar -> results.add(AvatarView.json(avatar, current, uri)));
        return page.json(all.size(), results, uri);
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response postParts(
            @FormParam("avatar") @Nullable EntityPart avatar,
            @FormParam(BodyField.AVATAR_BASE64) @Nullable EntityPart avatarBase64) {
        return add(new ProfileBody()
                .avatarBase64(avatarBase64)
                .part(ProfileField.AVATAR, avatar)
                .form());
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response postForm(MultivaluedMap<String, String> fields) {
        return add(ProfileBody.fields(fields, received));
    }

    @POST
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response postJson(byte[] json) {
        return add(ProfileBody.json(json, received));
    }

    private Response add(ProfileForm form) {
        FieldErrors errors = new FieldErrors();
        Map<PictureKind, Picture> processed =
                pictures.processAvatar(currentUser.require().id(), form, errors);
        errors.throwIfAny();
        Avatar added = pictures.store(
                processed, names -> avatars.add(caller(), Objects.requireNonNull(names.get(PictureKind.AVATAR))));
        return Response.status(Response.Status.CREATED)
                .entity(AvatarView.json(added, currentAvatar(added.userId()), uri))
                .build();
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    // Without an EntityPart parameter, RESTEasy 6.2 reads the parts from the servlet container, past our filters.
    public void patchParts(@FormParam(AvatarId.FIELD) @Nullable EntityPart id) throws IOException {
        makeCurrent(
                AvatarId.parse(id == null ? null : new String(id.getContent().readNBytes(64), StandardCharsets.UTF_8)));
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void patchForm(MultivaluedMap<String, String> fields) {
        makeCurrent(AvatarId.parse(fields.getFirst(AvatarId.FIELD)));
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public void patchJson(byte[] json) {
        makeCurrent(AvatarId.parse(JsonBody.read(json)));
    }

    private void makeCurrent(long id) {
        requireWritable();
        avatars.makeCurrent(caller(), id);
    }

    @DELETE
    @OwnerOnly
    public void delete(byte[] json) {
        String inQuery = uri.getQueryParameters().getFirst(AvatarId.FIELD);
        long id = inQuery == null ? AvatarId.parse(JsonBody.read(json)) : AvatarId.parse(inQuery);
        requireWritable();
        avatars.remove(caller(), id);
    }

    private void requireWritable() {
        if (settings.readOnlyFields().contains(ProfileField.AVATAR)) {
            throw new RequestException(new FieldError(AvatarId.FIELD, ErrorCode.READ_ONLY));
        }
    }

    private Caller caller() {
        return Caller.user(currentUser.require().id());
    }

    private Optional<MediaName> currentAvatar(long user) {
        return users.find(user).flatMap(User::avatar);
    }
}

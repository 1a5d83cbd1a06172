package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.user.Change;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** Changes a profile, whatever the form it was sent in (design §3: steps 7 to 12 of a request). */
@ApplicationScoped
public class ProfileUpdate {

    @Inject
    UserService users;

    @Inject
    ProfileValidator validator;

    @Inject
    ProfilePictures profilePictures;

    @Inject
    ExpectedVersion expected;

    Response answer(long id, ProfileForm form, UriInfo uri) {
        User before = users.find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
        FieldErrors errors = new FieldErrors();
        JsonObject current = UserView.of(before, MediaLinks.of(before, uri), View.FULL);
        ProfileChange texts = validator.check(form, current, errors);
        boolean removesAvatar = before.avatar().isPresent() && texts.avatar() instanceof Change.Clear;
        Map<PictureKind, Picture> pictures = profilePictures.process(form, removesAvatar, errors);
        errors.throwIfAny();
        User after = profilePictures.keep(
                pictures,
                names -> users.change(id, texts.withPictures(names.avatar(), names.cover()), expected.version()));
        return UserAnswer.of(after, uri, View.FULL);
    }
}

package dev.portrait.user.profile;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.FieldErrors;
import dev.portrait.media.MediaName;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.security.CurrentUser;
import dev.portrait.user.Caller;
import dev.portrait.user.Change;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.UserService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalLong;

/** Changes a profile: texts and pictures together, or nothing (design §3, steps 7 to 11). */
@ApplicationScoped
public class ProfileUpdate {

    @Inject
    CurrentUser currentUser;

    @EJB
    UserFinder users;

    // Not @Inject: see Database.
    @EJB
    UserService service;

    @Inject
    ProfileValidator validator;

    @Inject
    ProfilePictures profilePictures;

    /**
     * Changes the caller's own profile.
     *
     * @param expected the version that the profile must have; empty to accept any
     * @return the changed profile
     * @throws dev.portrait.error.RequestException with all field errors, or as {@link UserService#change} and the picture
     *     processor throw it
     */
    public User change(long id, ProfileForm form, OptionalLong expected) {
        User current = users.require(id);
        FieldErrors errors = new FieldErrors();
        ProfileChange texts = validator.check(form, current, errors);
        boolean removesAvatar = current.avatar().isPresent() && texts.of(ProfileField.AVATAR) instanceof Change.Clear;
        Map<PictureKind, Picture> pictures = profilePictures.process(id, form, removesAvatar, errors);
        errors.throwIfAny();
        Caller caller = Caller.user(currentUser.require().id());
        return profilePictures.store(
                pictures, names -> service.change(caller, id, withPictures(texts, names), expected));
    }

    static ProfileChange withPictures(ProfileChange texts, Map<PictureKind, MediaName> names) {
        ProfileChange change = texts;
        for (Map.Entry<PictureKind, MediaName> name : names.entrySet()) {
            change = change.with(ProfilePictures.field(name.getKey()), Change.set(name.getValue()));
        }
        return change;
    }
}

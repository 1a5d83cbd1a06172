package dev.portrait.user.profile;

import dev.portrait.error.FieldErrors;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.User;
import dev.portrait.user.UserAdministration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalLong;

/** Changes a user for an administrator: fields and pictures together, or nothing (contract §12). */
@ApplicationScoped
public class ManagedUpdate {

    @Inject
    UserAdministration administration;

    @Inject
    ProfilePictures profilePictures;

    /**
     * Changes a user.
     *
     * @param change the change without new pictures
     * @param form contains the files of the new pictures; its texts are ignored
     * @param errors what is wrong with the change
     * @param expected the version that the user must have; empty to accept any
     * @return the changed user
     * @throws dev.portrait.error.RequestException with all field errors, or as {@link UserAdministration#change} and the picture
     *     processor throw it
     */
    public User change(long id, ManagedChange change, ProfileForm form, FieldErrors errors, OptionalLong expected) {
        Map<PictureKind, Picture> pictures = profilePictures.processManaged(id, form, errors);
        errors.throwIfAny();
        return profilePictures.store(
                pictures,
                names -> administration.change(
                        id, change.with(ProfileUpdate.withPictures(change.profile(), names)), expected));
    }
}

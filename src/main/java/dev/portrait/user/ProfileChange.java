package dev.portrait.user;

import dev.portrait.media.MediaName;
import java.util.Optional;

/** What a valid request changes of a profile, field by field. */
public record ProfileChange(
        Change<Username> username,
        Change<PlainText> realName,
        Change<PlainText> bio,
        Change<PlainText> location,
        Change<LatLng> locationLatLng,
        Change<LatLng> positionLatLng,
        Change<BirthDate> dateOfBirth,
        Change<PlainText> description,
        Change<Gender> gender,
        Change<Website> website,
        Change<MediaName> avatar,
        Change<MediaName> cover) {

    /** Nothing of the profile is left; the username is not touched. */
    static ProfileChange clear() {
        return new ProfileChange(
                Change.keep(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear());
    }

    /** This change with a new avatar, a new cover, or both; a picture that is empty here stays as it was. */
    public ProfileChange withPictures(Optional<MediaName> newAvatar, Optional<MediaName> newCover) {
        return new ProfileChange(
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
                newAvatar.map(Change::set).orElse(avatar),
                newCover.map(Change::set).orElse(cover));
    }
}

package dev.portrait.user;

import dev.portrait.media.MediaName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Users and changes as the tests need them. */
public final class Users {

    public static final Instant JOINED = Instant.parse("2026-01-02T03:04:05.678901Z");

    /** The names of the fields that a request can change. */
    public static final Set<String> FIELDS = Set.of(
            "username",
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "avatar",
            "cover");

    private Users() {}

    /** A user who has just arrived: a name, an address, nothing else. */
    public static User newcomer() {
        return new User("subject", new Username("Ann"), "Ann Example", "ann@example.org", true, JOINED);
    }

    /** The user, changed. */
    public static User changed(User user, ProfileChange change) {
        user.change(change);
        return user;
    }

    /** The user, changed by an administrator. */
    public static User changed(User user, ManagedChange change) {
        user.change(change);
        return user;
    }

    /** The change that changes nothing. */
    public static ProfileChange nothing() {
        return new ProfileChange(
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    /** The change that names a user anew. */
    public static ProfileChange username(String name) {
        ProfileChange keep = nothing();
        return new ProfileChange(
                Change.set(new Username(name)),
                keep.realName(),
                keep.bio(),
                keep.location(),
                keep.locationLatLng(),
                keep.positionLatLng(),
                keep.dateOfBirth(),
                keep.description(),
                keep.gender(),
                keep.website(),
                keep.avatar(),
                keep.cover());
    }

    /** The change of two texts; an empty one stays as it is. */
    public static ProfileChange texts(String bio, String location) {
        ProfileChange keep = nothing();
        return new ProfileChange(
                keep.username(),
                keep.realName(),
                text(TextField.BIO, bio),
                text(TextField.LOCATION, location),
                keep.locationLatLng(),
                keep.positionLatLng(),
                keep.dateOfBirth(),
                keep.description(),
                keep.gender(),
                keep.website(),
                keep.avatar(),
                keep.cover());
    }

    private static Change<PlainText> text(TextField field, String text) {
        return text.isEmpty() ? Change.keep() : Change.set(PlainText.of(field, text));
    }

    /** The change of the real name and nothing else. */
    public static ProfileChange realName(String name) {
        ProfileChange keep = nothing();
        return new ProfileChange(
                keep.username(),
                Change.set(PlainText.of(TextField.REAL_NAME, name)),
                keep.bio(),
                keep.location(),
                keep.locationLatLng(),
                keep.positionLatLng(),
                keep.dateOfBirth(),
                keep.description(),
                keep.gender(),
                keep.website(),
                keep.avatar(),
                keep.cover());
    }

    /** The change of two managed fields; an empty address stays as it is. */
    public static ManagedChange managed(long extId, String email) {
        return new ManagedChange(
                Change.set(extId),
                email.isEmpty() ? Change.keep() : Change.set(email),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    /** The change of the avatar and nothing else. */
    public static ProfileChange avatar(Change<MediaName> avatar) {
        return pictures(avatar, Change.keep());
    }

    /** The change of both pictures and nothing else. */
    public static ProfileChange pictures(Change<MediaName> avatar, Change<MediaName> cover) {
        ProfileChange keep = nothing();
        return new ProfileChange(
                keep.username(),
                keep.realName(),
                keep.bio(),
                keep.location(),
                keep.locationLatLng(),
                keep.positionLatLng(),
                keep.dateOfBirth(),
                keep.description(),
                keep.gender(),
                keep.website(),
                avatar,
                cover);
    }

    /** The change that gives a user these pictures. */
    public static ProfileChange pictures(MediaName avatar, MediaName cover) {
        return nothing().withPictures(Optional.of(avatar), Optional.of(cover));
    }
}

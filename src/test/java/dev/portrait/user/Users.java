package dev.portrait.user;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.media.MediaName;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Users and changes for tests. */
public final class Users {

    public static final Instant JOINED = Instant.parse("2026-01-02T03:04:05.678901Z");

    /** The keys of the fields that owners can change. */
    public static final Set<String> FIELDS =
            ProfileField.writable().stream().map(ProfileField::key).collect(Collectors.toUnmodifiableSet());

    /** The floors of a site where anyone sees every field. */
    public static final VisibilityFloors ALL_PUBLIC =
            floors("date_of_birth=public,location_lat_lng=public,position_lat_lng=public");

    private Users() {}

    /** The floors that a setting asks for. */
    public static VisibilityFloors floors(String setting) {
        return VisibilityFloors.parse(setting).orElseThrow();
    }

    /** The user after a choice of the level of a field. */
    public static User narrowed(User user, ProfileField field, VisibilityLevel level) {
        user.changeVisibility(Map.of(field, Change.set(level)));
        return user;
    }

    /** A new user with a name and an e-mail address, and no other values. */
    public static User newUser() {
        return new User(Optional.of("subject"), new Username("Ann"), "Ann Example", "ann@example.org", true, JOINED);
    }

    /** The user after a change by the owner. */
    public static User changed(User user, ProfileChange change) {
        user.change(change);
        return user;
    }

    /** The user after a change of managed fields. */
    public static User managed(User user, ProfileChange change) {
        user.change(new ManagedChange(change, Optional.empty()));
        return user;
    }

    /** A change that sets a text field to a valid value. */
    public static ProfileChange with(ProfileChange change, ProfileField field, String text) {
        return change.with(field, Change.set(FieldValue.parse(field, text, Clock.systemUTC())));
    }

    public static ProfileChange username(String name) {
        return with(ProfileChange.none(), ProfileField.USERNAME, name);
    }

    public static ProfileChange realName(String name) {
        return with(ProfileChange.none(), ProfileField.REAL_NAME, name);
    }

    /** A change of two texts; an empty text keeps the value. */
    public static ProfileChange texts(String bio, String location) {
        ProfileChange change = ProfileChange.none();
        if (!bio.isEmpty()) {
            change = with(change, ProfileField.BIO, bio);
        }
        return location.isEmpty() ? change : with(change, ProfileField.LOCATION, location);
    }

    /** A change of two managed fields; an empty address keeps the value. */
    public static ProfileChange managed(long extId, String email) {
        ProfileChange change = ProfileChange.none().with(ProfileField.EXT_ID, Change.set(extId));
        return email.isEmpty() ? change : change.with(ProfileField.EMAIL, Change.set(email));
    }

    public static ProfileChange avatar(Change<MediaName> avatar) {
        return ProfileChange.none().with(ProfileField.AVATAR, avatar);
    }

    public static ProfileChange cover(Change<MediaName> cover) {
        return ProfileChange.none().with(ProfileField.COVER, cover);
    }

    public static ProfileChange pictures(Change<MediaName> avatar, Change<MediaName> cover) {
        return avatar(avatar).with(ProfileField.COVER, cover);
    }

    public static ProfileChange pictures(MediaName avatar, MediaName cover) {
        return pictures(Change.set(avatar), Change.set(cover));
    }
}

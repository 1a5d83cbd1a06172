package dev.portrait.user.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.core.EntityPart;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart profile as the runtime binds them; null where the request has no such part. */
public class ProfileParts {

    @FormParam("username")
    @Nullable
    String username;

    @FormParam("real_name")
    @Nullable
    String realName;

    @FormParam("bio")
    @Nullable
    String bio;

    @FormParam("location")
    @Nullable
    String location;

    @FormParam("location_lat_lng")
    @Nullable
    String locationLatLng;

    @FormParam("position_lat_lng")
    @Nullable
    String positionLatLng;

    @FormParam("date_of_birth")
    @Nullable
    String dateOfBirth;

    @FormParam("description")
    @Nullable
    String description;

    @FormParam("gender")
    @Nullable
    String gender;

    @FormParam("website")
    @Nullable
    String website;

    @FormParam("avatar")
    @Nullable
    EntityPart avatar;

    @FormParam("avatar_base64")
    @Nullable
    String avatarBase64;

    @FormParam("cover")
    @Nullable
    EntityPart cover;

    ProfileForm form() {
        return new ProfileForm.Builder()
                .text("username", username)
                .text("real_name", realName)
                .text("bio", bio)
                .text("location", location)
                .text("location_lat_lng", locationLatLng)
                .text("position_lat_lng", positionLatLng)
                .text("date_of_birth", dateOfBirth)
                .text("description", description)
                .text("gender", gender)
                .text("website", website)
                .text("avatar_base64", avatarBase64)
                .part("avatar", avatar)
                .part("cover", cover)
                .build();
    }
}

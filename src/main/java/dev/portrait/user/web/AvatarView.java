package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.media.MediaName;
import dev.portrait.user.Avatar;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** An avatar of a collection as JSON (contract §1). */
final class AvatarView {

    private AvatarView() {}

    /** @param current the picture of the user's profile */
    static JsonObject json(Avatar avatar, Optional<MediaName> current, UriInfo uri) {
        return JSON.createObjectBuilder()
                .add("id", avatar.id())
                .add("primary", current.equals(Optional.of(avatar.picture())))
                .add("avatar", MediaLinks.link(avatar.picture(), uri))
                .add("date_uploaded", avatar.uploaded().toString())
                .add("user", avatar.userId())
                .build();
    }
}

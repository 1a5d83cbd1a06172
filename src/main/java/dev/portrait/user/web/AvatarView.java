package dev.portrait.user.web;

import dev.portrait.media.MediaName;
import dev.portrait.user.Avatar;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** An avatar on the wire (contract §1). */
final class AvatarView {

    private AvatarView() {}

    /** @param inUse the picture that the user's profile has */
    static JsonObject of(Avatar avatar, Optional<MediaName> inUse, UriInfo uri) {
        return Json.createObjectBuilder()
                .add("id", avatar.id())
                .add("primary", inUse.equals(Optional.of(avatar.picture())))
                .add("avatar", MediaLinks.of(avatar.picture(), uri))
                .add("date_uploaded", avatar.uploaded().toString())
                .add("user", avatar.userId())
                .build();
    }
}

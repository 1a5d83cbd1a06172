package dev.portrait.user.web;

import dev.portrait.media.MediaName;
import jakarta.ws.rs.core.UriInfo;

/** The absolute URLs of pictures (contract §5). */
public final class MediaLinks {

    private static final String FROM_API_TO_ROOT = "../../";

    private MediaLinks() {}

    static String link(MediaName name, UriInfo request) {
        return link(name.value(), request);
    }

    /** Returns the address of a picture. */
    public static String link(String name, UriInfo request) {
        return request.getBaseUri().resolve(FROM_API_TO_ROOT + "media/" + name).toString();
    }
}

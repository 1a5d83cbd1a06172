package dev.portrait.user.web;

import dev.portrait.media.MediaName;
import dev.portrait.user.User;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;

/** The absolute addresses of a user's pictures. */
final class MediaLinks {

    private static final String FROM_API_TO_ROOT = "../../";

    private MediaLinks() {}

    static OfUser of(User user, UriInfo request) {
        URI root = request.getBaseUri().resolve(FROM_API_TO_ROOT);
        return new OfUser(
                user.avatar().map(name -> link(root, name)), user.cover().map(name -> link(root, name)));
    }

    /** The names of the pictures, which are the same by whatever address the user is read. */
    static OfUser names(User user) {
        return new OfUser(user.avatar().map(MediaName::value), user.cover().map(MediaName::value));
    }

    /** The address of a picture. */
    static String of(MediaName name, UriInfo request) {
        return link(request.getBaseUri().resolve(FROM_API_TO_ROOT), name);
    }

    private static String link(URI root, MediaName name) {
        return root.resolve("media/" + name.value()).toString();
    }

    /** The addresses of one user's pictures; empty where there is none. */
    record OfUser(Optional<String> avatar, Optional<String> cover) {}
}

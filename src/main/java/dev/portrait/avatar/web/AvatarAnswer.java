package dev.portrait.avatar.web;

import dev.portrait.avatar.AvatarImage;
import dev.portrait.avatar.MadeAvatars;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.web.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Answers with a square picture, or with 304 if the client has it. */
@ApplicationScoped
public class AvatarAnswer {

    /** How long caches may keep an answer that is the same for everybody. Libravatar's server uses the same time. */
    static final String FOR_ALL = "public, max-age=300";

    // Change it whenever the same avatar would get another picture.
    private static final String DRAWING = "1";

    @Inject
    MadeAvatars made;

    /**
     * Returns the first of the images that can be made, or 304.
     *
     * @param sameForAll whether every caller gets the same answer, so that caches may share it
     * @throws RequestException {@code not_found} if none can be made
     */
    Response of(List<AvatarImage> images, int side, boolean sameForAll, HttpServletRequest request) {
        boolean lost = false;
        for (AvatarImage image : images) {
            Optional<Response.ResponseBuilder> answer = of(image, side, request);
            if (answer.isPresent()) {
                // A picture that was replaced a moment ago: the next request gets the new one.
                String shared = lost ? "no-store" : FOR_ALL;
                return (sameForAll ? answer.get().header(HttpHeaders.CACHE_CONTROL, shared) : answer.get()).build();
            }
            lost |= image.stored();
        }
        throw new RequestException(ErrorCode.NOT_FOUND);
    }

    private Optional<Response.ResponseBuilder> of(AvatarImage image, int side, HttpServletRequest request) {
        VersionTag tag = VersionTag.of(DRAWING + " " + image.identity() + " " + side);
        List<String> known = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        Optional<Response.ResponseBuilder> answer = tag.isIn(known)
                ? Optional.of(Response.notModified())
                : made.get(image, side).map(picture -> Response.ok(picture.bytes(), picture.mediaType()));
        return answer.map(builder -> builder.header(HttpHeaders.ETAG, tag.header()));
    }
}

package dev.portrait.avatar.web;

import dev.portrait.avatar.AvatarImage;
import dev.portrait.avatar.MadeAvatars;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.picture.Picture;
import dev.portrait.user.web.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Answers with a square picture, or with 304 if the client has it. */
@ApplicationScoped
public class AvatarAnswer {

    /** How long caches may keep an answer that is the same for everybody. Libravatar's server uses the same time. */
    static final String FOR_ALL = "public, max-age=300";

    @Inject
    MadeAvatars made;

    /**
     * Returns the first of the images that can be made. HEAD and 304 make none.
     *
     * @throws RequestException {@code not_found} if none can be made
     */
    Response.ResponseBuilder of(List<AvatarImage> images, int side, HttpServletRequest request, HttpHeaders headers) {
        return images.stream()
                .map(image -> of(image, side, request, headers))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    private Optional<Response.ResponseBuilder> of(
            AvatarImage image, int side, HttpServletRequest request, HttpHeaders headers) {
        VersionTag tag = VersionTag.of(image.identity() + " " + side);
        List<String> known = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        Optional<Response.ResponseBuilder> answer;
        if (known != null && tag.isIn(known)) {
            answer = Optional.of(Response.notModified());
        } else if (request.getMethod().equals(HttpMethod.HEAD)) { // Jersey's own Request says GET
            answer = Optional.of(Response.ok().type(image.mediaType()));
        } else {
            answer = made.get(image, side).map(AvatarAnswer::content);
        }
        return answer.map(builder -> builder.header(HttpHeaders.ETAG, tag.header()));
    }

    private static Response.ResponseBuilder content(Picture picture) {
        return Response.ok(picture.bytes(), picture.mediaType());
    }
}

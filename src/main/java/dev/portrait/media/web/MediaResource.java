package dev.portrait.media.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.media.MediaStore.StoredMedia;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;

/** Serves a stored picture to everybody who knows its name (contract §5). */
@Path("{name}")
@ApplicationScoped
@PermitAll
public class MediaResource {

    // Half the life of a link, so that a client can still follow a cached redirect.
    private static final String REDIRECT_CACHE =
            "public, max-age=" + MediaStore.LINK_LIFE.dividedBy(2).toSeconds();
    private static final int BLOCK = 8192;
    private static final int PRECONDITION_FAILED = Response.Status.PRECONDITION_FAILED.getStatusCode();

    @Inject
    MediaStore store;

    @Context
    Request request;

    @Context
    HttpHeaders headers;

    @GET
    public Response get(@PathParam("name") String name) {
        MediaName media = parse(name);
        return redirect(media).or(() -> notModified(media)).orElseGet(() -> content(media));
    }

    private Response content(MediaName media) {
        StoredMedia stored = store.open(media).orElseThrow(MediaResource::notFound);
        Optional<ByteRange> range = range(media, stored.length());
        if (range.isPresent()) {
            return part(media, stored, range.get());
        }
        StreamingOutput content = out -> {
            try (stored) {
                stored.content().transferTo(out);
            }
        };
        return withHeaders(Response.ok(content, media.mediaType()), media)
                .header(HttpHeaders.CONTENT_LENGTH, stored.length())
                .build();
    }

    private static Response part(MediaName media, StoredMedia stored, ByteRange range) {
        StreamingOutput content = out -> {
            try (stored) {
                stored.content().skipNBytes(range.first());
                copy(stored.content(), range.length(), out);
            }
        };
        return withHeaders(Response.status(Response.Status.PARTIAL_CONTENT).entity(content), media)
                .type(media.mediaType())
                .header("Content-Range", range.contentRange())
                .header(HttpHeaders.CONTENT_LENGTH, range.length())
                .build();
    }

    // In blocks: a client that does not read would hold all of its range in memory.
    private static void copy(InputStream content, long length, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long left = length; left > 0; ) {
            int count = content.read(block, 0, (int) Math.min(left, block.length));
            if (count < 0) {
                throw new EOFException();
            }
            out.write(block, 0, count);
            left -= count;
        }
    }

    // If the client has a part of another picture, it gets the whole of this one (RFC 9110 section 13.1.5).
    private Optional<ByteRange> range(MediaName media, long length) {
        String ifRange = headers.getHeaderString("If-Range");
        boolean same = ifRange == null || ifRange.strip().equals("\"" + media.value() + "\"");
        return same ? ByteRange.parse(headers.getHeaderString("Range"), length) : Optional.empty();
    }

    @HEAD
    public Response head(@PathParam("name") String name) {
        MediaName media = parse(name);
        return redirect(media)
                .or(() -> notModified(media))
                .orElseGet(() -> withHeaders(Response.ok().type(media.mediaType()), media)
                        .header(HttpHeaders.CONTENT_LENGTH, size(media))
                        .build());
    }

    // Only if the picture exists: the store may respond with another status than 404.
    private Optional<Response> redirect(MediaName media) {
        Optional<URI> link = store.link(media);
        link.ifPresent(unused -> size(media));
        return link.map(uri -> inSandbox(Response.status(Response.Status.FOUND).location(uri))
                .header(HttpHeaders.CACHE_CONTROL, REDIRECT_CACHE)
                .build());
    }

    private Optional<Response> notModified(MediaName media) {
        Optional<Response> answer = preconditions(tag(media))
                .map(builder -> withHeaders(builder, media).build());
        if (answer.filter(refused -> refused.getStatus() == PRECONDITION_FAILED).isPresent()) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
        answer.ifPresent(unused -> size(media)); // 404 if it was deleted
        return answer;
    }

    // A malformed condition is ignored.
    private Optional<Response.ResponseBuilder> preconditions(EntityTag tag) {
        try {
            Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
            if (answer == null && headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
                // If-None-Match uses weak comparison (RFC 9110 section 13.1.2); RESTEasy does not (seen in WildFly
                // 39.0.1).
                answer = request.evaluatePreconditions(new EntityTag(tag.getValue(), true));
            }
            return Optional.ofNullable(answer);
        } catch (ProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static MediaName parse(String name) {
        return MediaName.parse(name).orElseThrow(MediaResource::notFound);
    }

    private long size(MediaName name) {
        return store.size(name).orElseThrow(MediaResource::notFound);
    }

    private static RequestException notFound() {
        return new RequestException(ErrorCode.NOT_FOUND);
    }

    // A name never gets other content, so it is a strong entity tag.
    private static EntityTag tag(MediaName name) {
        return new EntityTag(name.value());
    }

    private static Response.ResponseBuilder withHeaders(Response.ResponseBuilder builder, MediaName name) {
        return inSandbox(builder.tag(tag(name)))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", "inline");
    }

    // Even if the content were not a picture, browsers would not run it.
    private static Response.ResponseBuilder inSandbox(Response.ResponseBuilder builder) {
        return builder.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }
}

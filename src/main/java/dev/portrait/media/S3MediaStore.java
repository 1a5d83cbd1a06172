package dev.portrait.media;

import dev.portrait.config.S3Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.RequestId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Stores pictures as objects in a bucket of an S3-compatible store. The key is the prefix and the name. */
final class S3MediaStore implements MediaStore {

    private static final Logger LOG = Logger.getLogger(S3MediaStore.class.getName());
    private static final String CACHE_FOR_A_YEAR = "public, max-age=31536000, immutable";

    private final S3Settings settings;
    private final S3Connection connection;
    private final S3Client client;

    S3MediaStore(S3Settings settings) {
        this.settings = settings;
        connection = S3Connection.open(settings);
        client = connection.client();
    }

    @Override
    public void put(MediaName name, byte[] content) {
        // Not a conditional PUT: not every store supports it, and a retry would find the object of the first attempt.
        if (size(name).isPresent()) {
            throw new RequestException(ErrorCode.UNAVAILABLE);
        }
        attempt(() -> client.putObject(
                request -> request.bucket(settings.bucket())
                        .key(key(name))
                        .contentType(name.mediaType())
                        .cacheControl(CACHE_FOR_A_YEAR),
                RequestBody.fromBytes(content)));
    }

    @Override
    public Optional<StoredMedia> open(MediaName name) {
        // Not ResponseTransformer.toInputStream(): its stream starts a thread that never ends
        // (aws/aws-sdk-java-v2#6567).
        return find(() -> client.getObject(
                get(name),
                ResponseTransformer.unmanaged(
                        (response, content) -> new StoredMedia(content, response.contentLength()))));
    }

    @Override
    public OptionalLong size(MediaName name) {
        return find(() -> client.headObject(
                        request -> request.bucket(settings.bucket()).key(key(name))))
                .map(found -> OptionalLong.of(found.contentLength()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public Optional<URI> link(MediaName name) {
        return switch (settings.delivery()) {
            case PROXY -> Optional.empty();
            case PUBLIC -> settings.publicUrl().map(url -> URI.create(url + "/" + name.value()));
            case SIGNED -> Optional.of(signed(name));
        };
    }

    private URI signed(MediaName name) {
        return attempt(() -> URI.create(connection
                .presigner()
                .presignGetObject(
                        request -> request.signatureDuration(LINK_LIFE).getObjectRequest(get(name)))
                .url()
                .toExternalForm()));
    }

    @Override
    public void delete(MediaName name) {
        try {
            client.deleteObject(request -> request.bucket(settings.bucket()).key(key(name)));
        } catch (SdkException e) {
            LOG.log(Level.WARNING, RequestId.with("An unreferenced picture could not be deleted from the bucket"), e);
        }
    }

    @Override
    public Optional<String> fault() {
        try {
            client.headBucket(request -> request.bucket(settings.bucket()));
            return Optional.empty();
        } catch (S3Exception e) {
            LOG.log(Level.FINE, "The bucket cannot be used", e);
            return Optional.of(
                    switch (e.statusCode()) {
                        case 404 -> "the bucket is not there";
                        case 401, 403 -> "the bucket refuses the access key";
                        default -> "the bucket answers with status " + e.statusCode();
                    });
        } catch (S3Credentials.NoAccessKey e) {
            LOG.log(Level.FINE, "There is no access key for the bucket", e);
            return Optional.of("no access key for the bucket was found");
        } catch (SdkException e) {
            LOG.log(Level.FINE, "The bucket does not answer", e);
            return Optional.of("the bucket does not answer");
        }
    }

    @Override
    public String description() {
        return "S3 bucket " + settings.bucket() + " at " + settings.endpoint()
                + (settings.prefix().isEmpty() ? "" : ", under " + settings.prefix());
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    public Stream<MediaName> keptBefore(Instant time) {
        return Stream.iterate(Optional.of(page("")), Optional::isPresent, page -> page.flatMap(this::next))
                .flatMap(Optional::stream)
                .flatMap(page -> page.contents().stream())
                .filter(object -> object.lastModified().isBefore(time))
                .flatMap(object ->
                        MediaName.parse(object.key().substring(settings.prefix().length())).stream());
    }

    private Optional<ListObjectsV2Response> next(ListObjectsV2Response page) {
        return Optional.ofNullable(page.nextContinuationToken()).map(this::page);
    }

    /** Lists at most a thousand objects: the page of that continuation token, or the first page. */
    private ListObjectsV2Response page(String token) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(settings.prefix());
        if (!token.isEmpty()) {
            request.continuationToken(token);
        }
        return attempt(() -> client.listObjectsV2(request.build()));
    }

    @Override
    public void close() {
        connection.close();
    }

    private GetObjectRequest get(MediaName name) {
        return GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key(name))
                .build();
    }

    private String key(MediaName name) {
        return settings.prefix() + name.value();
    }

    private static <T> Optional<T> find(Supplier<T> call) {
        return attempt(() -> {
            try {
                return Optional.of(call.get());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    private static <T> T attempt(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }
}

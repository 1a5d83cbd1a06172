package dev.portrait.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bucket of the S3 media store.
 *
 * @param endpoint the address of the store; by default Amazon's in the region
 * @param region the region in signatures; {@code us-east-1} by default
 * @param bucket empty only if another store is in use
 * @param prefix the beginning of all object names, with a slash at its end; empty by default
 * @param keys empty if the environment of the process has them
 * @param pathStyle whether addresses have the bucket in their path and not in their host name; true by default
 * @param timeout of one operation with its retries; 10 seconds by default
 * @param delivery how browsers get pictures; through Portrait by default
 * @param publicUrl the beginning of the public addresses of pictures, without a slash at its end
 */
public record S3Settings(
        URI endpoint,
        String region,
        String bucket,
        String prefix,
        Optional<Keys> keys,
        boolean pathStyle,
        Duration timeout,
        MediaDelivery delivery,
        Optional<URI> publicUrl) {

    // Amazon S3, "General purpose bucket naming rules"
    private static final ValueType<String> BUCKET_NAME = ValueType.text(
            Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
            "be 3 to 63 small letters, digits, dots and hyphens, no dot or hyphen at an end");
    private static final ValueType<String> REGION_NAME =
            ValueType.text(Pattern.compile("[a-z0-9-]{1,50}"), "be the name of a region, such as eu-central-1");
    private static final Pattern FOLDERS = Pattern.compile("[\\w-][\\w.-]*(?:/[\\w-][\\w.-]*)*/?");
    private static final ValueType<String> PREFIX = new ValueType<>(
            text -> Optional.of(text)
                    .filter(FOLDERS.asMatchPredicate())
                    .map(folders -> folders.endsWith("/") ? folders : folders + "/"),
            "be names of folders with slashes between them",
            prefix -> prefix);

    // The keys that faults of other keys mention.
    private static final String BUCKET = "portrait.media.s3.bucket";
    private static final String ACCESS_KEY = "portrait.media.s3.access-key";
    private static final String SECRET_KEY = "portrait.media.s3.secret-key";
    private static final String DELIVERY = "portrait.media.s3.delivery";
    private static final String PUBLIC_URL = "portrait.media.s3.public-url";

    static S3Settings read(SettingsReader source) {
        String region = source.read("portrait.media.s3.region", REGION_NAME, "us-east-1");
        return new S3Settings(
                source.read(
                        "portrait.media.s3.endpoint",
                        ValueType.HTTP_URL,
                        URI.create("https://s3." + region + ".amazonaws.com")),
                region,
                source.read(BUCKET, BUCKET_NAME, ""),
                source.read("portrait.media.s3.prefix", PREFIX, ""),
                readKeys(source),
                source.read("portrait.media.s3.path-style", ValueType.BOOLEAN, true),
                Duration.ofSeconds(source.read("portrait.media.s3.timeout", ValueType.number(1, 60), 10L)),
                source.read(DELIVERY, ValueType.choice(MediaDelivery.class), MediaDelivery.PROXY),
                source.read(PUBLIC_URL, ValueType.HTTP_URL));
    }

    private static Optional<Keys> readKeys(SettingsReader source) {
        Optional<String> access = source.read(ACCESS_KEY, ValueType.SECRET);
        Optional<String> secret = source.read(SECRET_KEY, ValueType.SECRET);
        access.ifPresent(set -> source.require(SECRET_KEY, ACCESS_KEY + " is"));
        secret.ifPresent(set -> source.require(ACCESS_KEY, SECRET_KEY + " is"));
        return access.flatMap(id -> secret.map(key -> new Keys(id, key)));
    }

    /** Notes a fault for each setting that the store needs and that is not set. */
    void require(SettingsReader source, String reason) {
        source.require(BUCKET, reason);
        if (delivery == MediaDelivery.PUBLIC) {
            source.require(PUBLIC_URL, DELIVERY + " is public");
        }
    }

    /** The origin that browsers load pictures from; empty if that is Portrait's own. */
    public Optional<String> pictureOrigin() {
        return switch (delivery) {
            case PROXY -> Optional.empty();
            case PUBLIC -> publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
            case SIGNED ->
                Optional.of(
                        endpoint.getScheme() + "://" + (pathStyle ? "" : bucket + ".") + endpoint.getRawAuthority());
        };
    }

    /** An access key: its id and its secret. */
    public record Keys(String access, String secret) {

        @Override
        public String toString() {
            return "(set)"; // keeps the secret out of logs
        }
    }
}

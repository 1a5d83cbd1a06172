package dev.portrait.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The bucket of the S3 media store: the keys {@code portrait.media.s3}.
 *
 * @param endpoint the address of the store; by default Amazon's in that region
 * @param region which the signatures name; {@code us-east-1} by default
 * @param bucket empty only where the store is another one
 * @param prefix what the names of all objects begin with, a slash at its end; empty by default
 * @param keys empty if the environment of the process has them
 * @param pathStyle whether the bucket is in the path of addresses, or else in their host name; true by default
 * @param timeout of one operation with its repetitions; 10 seconds by default
 * @param delivery how pictures come to whoever asks; through Portrait by default
 * @param publicUrl what the public addresses of pictures begin with, no slash at its end
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
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern FOLDERS = Pattern.compile("[\\w-][\\w.-]*(?:/[\\w-][\\w.-]*)*/?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,50}");

    private static final String ENDPOINT = "portrait.media.s3.endpoint";
    private static final String REGION_NAME = "portrait.media.s3.region";
    private static final String BUCKET_NAME = "portrait.media.s3.bucket";
    private static final String PREFIX = "portrait.media.s3.prefix";
    private static final String ACCESS_KEY = "portrait.media.s3.access-key";
    private static final String SECRET_KEY = "portrait.media.s3.secret-key";
    private static final String PATH_STYLE = "portrait.media.s3.path-style";
    private static final String TIMEOUT = "portrait.media.s3.timeout";
    private static final String DELIVERY = "portrait.media.s3.delivery";
    private static final String PUBLIC_URL = "portrait.media.s3.public-url";

    /** Reads the settings; what has to be there is missed only if the store is in use. */
    static S3Settings read(SettingsReader source, boolean inUse) {
        String region = source.matching(REGION_NAME, REGION, "must be the name of a region, such as eu-central-1")
                .orElse("us-east-1");
        Optional<String> bucket = source.matching(
                BUCKET_NAME,
                BUCKET,
                "must be 3 to 63 small letters, digits, dots and hyphens, no dot or hyphen at an end");
        MediaDelivery delivery = source.choice(DELIVERY, MediaDelivery.class, MediaDelivery.PROXY);
        if (inUse) {
            source.required(BUCKET_NAME, "portrait.media.store is s3");
        }
        if (inUse && delivery == MediaDelivery.PUBLIC) {
            source.required(PUBLIC_URL, DELIVERY + " is public");
        }
        return new S3Settings(
                source.httpUrl(ENDPOINT).orElse(URI.create("https://s3." + region + ".amazonaws.com")),
                region,
                bucket.orElse(""),
                source.matching(PREFIX, FOLDERS, "must be names of folders with slashes between them")
                        .map(folders -> folders.endsWith("/") ? folders : folders + "/")
                        .orElse(""),
                keys(source),
                source.bool(PATH_STYLE, true),
                Duration.ofSeconds(source.number(TIMEOUT, 10, 1, 60)),
                delivery,
                source.httpUrl(PUBLIC_URL));
    }

    private static Optional<Keys> keys(SettingsReader source) {
        Optional<String> access = source.text(ACCESS_KEY);
        Optional<String> secret = source.text(SECRET_KEY);
        access.ifPresent(given -> source.required(SECRET_KEY, ACCESS_KEY + " is"));
        secret.ifPresent(given -> source.required(ACCESS_KEY, SECRET_KEY + " is"));
        return access.flatMap(id -> secret.map(key -> new Keys(id, key)));
    }

    /** The origin that pictures come from, as pages have to know it; empty if that is Portrait itself. */
    public Optional<String> pictureOrigin() {
        return switch (delivery) {
            case PROXY -> Optional.empty();
            case PUBLIC -> publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
            case SIGNED ->
                Optional.of(
                        endpoint.getScheme() + "://" + (pathStyle ? "" : bucket + ".") + endpoint.getRawAuthority());
        };
    }

    /** Every key with the value in force, as people may see it. */
    Map<String, String> effective() {
        Map<String, String> values = new TreeMap<>();
        String masked = keys.isPresent() ? "(set)" : "";
        values.put(ENDPOINT, endpoint.toString());
        values.put(REGION_NAME, region);
        values.put(BUCKET_NAME, bucket);
        values.put(PREFIX, prefix);
        values.put(ACCESS_KEY, masked);
        values.put(SECRET_KEY, masked);
        values.put(PATH_STYLE, Boolean.toString(pathStyle));
        values.put(TIMEOUT, Long.toString(timeout.toSeconds()));
        values.put(DELIVERY, delivery.name().toLowerCase(Locale.ROOT));
        values.put(PUBLIC_URL, publicUrl.map(URI::toString).orElse(""));
        return values;
    }

    /** The name of a key of the store, and what proves that it is ours. */
    public record Keys(String access, String secret) {

        @Override
        public String toString() {
            return "(set)"; // the secret is to be in no log
        }
    }
}

package dev.portrait.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every setting of Portrait. Read and checked once, when the application starts; each key can be given in every way that
 * MicroProfile Config knows (environment variable, system property, the server's own configuration).
 */
public final class Settings {

    private final IdentityClaim identityClaim;
    private final Path dataDir;
    private final Optional<String> dataSource;
    private final String dbUrl;
    private final String dbUser;
    private final String dbPassword;
    private final boolean dbMigrate;
    private final MediaStoreKind mediaStore;
    private final Path mediaDir;
    private final S3Settings mediaS3;
    private final Optional<URI> publicUrl;
    private final List<AddressBlock> trustedProxies;
    private final int pictureMaxBytes;
    private final long pictureMaxPixels;
    private final int pictureMaxFrames;
    private final int picturePermits;
    private final long requestMaxBytes;
    private final int avatarsMax;
    private final Set<String> readOnlyFields;
    private final Set<String> corsOrigins;
    private final Set<String> frameOrigins;
    private final Optional<Path> auditFile;

    /**
     * @param source the raw values
     * @throws IllegalStateException if any value is wrong; the message names all of them
     */
    public Settings(SettingsReader source) {
        identityClaim = source.choice("portrait.identity.claim", IdentityClaim.class, IdentityClaim.USER_ID);
        dataDir = source.path("portrait.data.dir")
                .orElse(Path.of("portrait-data"))
                .toAbsolutePath();
        dataSource = source.text("portrait.datasource");
        dbUrl = source.jdbcUrl("portrait.db.url")
                // H2 waits for a row as long as a slow upload may take, and forces each commit to disk.
                .orElse("jdbc:h2:file:" + dataDir.resolve("portrait") + ";LOCK_TIMEOUT=10000;WRITE_DELAY=0");
        dbUser = source.text("portrait.db.user").orElse("portrait");
        dbPassword = source.text("portrait.db.password").orElse("");
        dbMigrate = source.bool("portrait.db.migrate", true);
        mediaStore = source.choice("portrait.media.store", MediaStoreKind.class, MediaStoreKind.FILE);
        mediaDir = source.path("portrait.media.dir")
                .orElse(dataDir.resolve("media"))
                .toAbsolutePath();
        mediaS3 = S3Settings.read(source, mediaStore == MediaStoreKind.S3);
        publicUrl = source.httpUrl("portrait.public-url");
        trustedProxies = source.addressBlocks("portrait.trusted-proxies");
        pictureMaxBytes = (int) source.number("portrait.picture.max-bytes", 10 << 20, 1024, 100 << 20);
        pictureMaxPixels = source.number("portrait.picture.max-pixels", 50_000_000, 1, 500_000_000);
        pictureMaxFrames = (int) source.number("portrait.picture.max-frames", 100, 1, 1000);
        picturePermits = (int) source.number("portrait.picture.permits", defaultPermits(), 1, 1024);
        requestMaxBytes = source.number("portrait.request.max-bytes", 25 << 20, 1024, 1L << 30);
        avatarsMax = (int) source.number("portrait.avatars.max", 12, 1, 100);
        readOnlyFields = source.choices("portrait.read-only-fields", ProfileFields.ALL);
        corsOrigins = source.origins("portrait.cors.origins");
        frameOrigins = source.origins("portrait.frame.origins");
        auditFile = source.path("portrait.audit.file").map(Path::toAbsolutePath);
        source.throwFaults();
    }

    // Half of the heap is for pictures.
    private int defaultPermits() {
        Runtime runtime = Runtime.getRuntime();
        long byHeap = runtime.maxMemory() / 2 / pictureMemory();
        return (int) Math.max(1, Math.min(byHeap, runtime.availableProcessors()));
    }

    /** Every key with the value in force, as people may see it: without passwords. */
    public Map<String, String> effective() {
        Map<String, String> values = new TreeMap<>();
        values.put("portrait.identity.claim", identityClaim.claim());
        values.put("portrait.data.dir", dataDir.toString());
        values.put("portrait.datasource", dataSource.orElse(""));
        values.put("portrait.db.url", JdbcUrl.withoutSecrets(dbUrl));
        values.put("portrait.db.user", dbUser);
        values.put("portrait.db.password", dbPassword.isEmpty() ? "" : "(set)");
        values.put("portrait.db.migrate", Boolean.toString(dbMigrate));
        values.put("portrait.media.store", mediaStore.name().toLowerCase(Locale.ROOT));
        values.put("portrait.media.dir", mediaDir.toString());
        values.putAll(mediaS3.effective());
        values.put("portrait.public-url", publicUrl.map(URI::toString).orElse(""));
        values.put("portrait.trusted-proxies", joined(trustedProxies));
        values.put("portrait.picture.max-bytes", Integer.toString(pictureMaxBytes));
        values.put("portrait.picture.max-pixels", Long.toString(pictureMaxPixels));
        values.put("portrait.picture.max-frames", Integer.toString(pictureMaxFrames));
        values.put("portrait.picture.permits", Integer.toString(picturePermits));
        values.put("portrait.request.max-bytes", Long.toString(requestMaxBytes));
        values.put("portrait.avatars.max", Integer.toString(avatarsMax));
        values.put("portrait.read-only-fields", joined(readOnlyFields));
        values.put("portrait.cors.origins", joined(corsOrigins));
        values.put("portrait.frame.origins", joined(frameOrigins));
        values.put("portrait.audit.file", auditFile.map(Path::toString).orElse(""));
        return values;
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** {@code portrait.identity.claim}: which claim says who the caller is; {@code user_id} by default. */
    public IdentityClaim identityClaim() {
        return identityClaim;
    }

    /** {@code portrait.data.dir}: where the embedded database and the file media store live; absolute. */
    public Path dataDir() {
        return dataDir;
    }

    /** {@code portrait.datasource}: the JNDI name of a server's data source, which wins over the {@code portrait.db} keys. */
    public Optional<String> dataSource() {
        return dataSource;
    }

    /** {@code portrait.db.url}: a JDBC URL of H2 or PostgreSQL; by default an H2 file in the data folder. */
    public String dbUrl() {
        return dbUrl;
    }

    /** {@code portrait.db.user}; {@code portrait} by default. */
    public String dbUser() {
        return dbUser;
    }

    /** {@code portrait.db.password}; empty by default, as for a database file that only this process reads. */
    public String dbPassword() {
        return dbPassword;
    }

    /** {@code portrait.db.migrate}: whether the schema is brought up to date at start, or only validated. */
    public boolean dbMigrate() {
        return dbMigrate;
    }

    /** {@code portrait.media.store}: where pictures are kept; in a folder by default. */
    public MediaStoreKind mediaStore() {
        return mediaStore;
    }

    /** {@code portrait.media.dir}: the folder of the file media store; absolute. */
    public Path mediaDir() {
        return mediaDir;
    }

    /** {@code portrait.media.s3}: the bucket of the S3 media store. */
    public S3Settings mediaS3() {
        return mediaS3;
    }

    /** The origin, other than Portrait's own, that pictures come from; empty if there is none. */
    public Optional<String> pictureOrigin() {
        return mediaStore == MediaStoreKind.S3 ? mediaS3.pictureOrigin() : Optional.empty();
    }

    /** {@code portrait.public-url}: what absolute URLs begin with, no slash at its end; the request's own address if empty. */
    public Optional<URI> publicUrl() {
        return publicUrl;
    }

    /** {@code portrait.trusted-proxies}: whose {@code X-Forwarded} headers are believed; nobody's by default. */
    public List<AddressBlock> trustedProxies() {
        return trustedProxies;
    }

    /** {@code portrait.picture.max-bytes}: the largest picture file accepted; 10 MiB by default. */
    public int pictureMaxBytes() {
        return pictureMaxBytes;
    }

    /** {@code portrait.picture.max-pixels}: the largest width times height accepted; 50 megapixels by default. */
    public long pictureMaxPixels() {
        return pictureMaxPixels;
    }

    /** {@code portrait.picture.max-frames}: the longest animation that stays one; 100 frames by default. */
    public int pictureMaxFrames() {
        return pictureMaxFrames;
    }

    /**
     * What one picture takes of the heap while it is worked on, at the worst, in bytes: the upload twice, and eight bytes
     * a pixel (lossy WebP with alpha, or the canvas of an animation and what it has to restore).
     */
    public long pictureMemory() {
        return 2L * pictureMaxBytes + 8 * pictureMaxPixels;
    }

    /** {@code portrait.picture.permits}: how many pictures are worked on at once; by default from heap and cores. */
    public int picturePermits() {
        return picturePermits;
    }

    /**
     * The largest body that is no multipart one, in bytes: the runtimes read these into memory whole. It has room for a
     * picture in Base64 and a mebibyte of text.
     */
    public long textMaxBytes() {
        return Math.min(requestMaxBytes, pictureMaxBytes * 4L / 3 + (1 << 20));
    }

    /** {@code portrait.request.max-bytes}: the largest request body accepted; 25 MiB by default. */
    public long requestMaxBytes() {
        return requestMaxBytes;
    }

    /** {@code portrait.avatars.max}: how many avatars a user keeps; 12 by default. */
    public int avatarsMax() {
        return avatarsMax;
    }

    /** {@code portrait.read-only-fields}: the fields of a profile that another system owns; none by default. */
    public Set<String> readOnlyFields() {
        return readOnlyFields;
    }

    /** {@code portrait.cors.origins}: whose pages may call from a browser; nobody's by default. */
    public Set<String> corsOrigins() {
        return corsOrigins;
    }

    /** {@code portrait.audit.file}: the file of the audit log; empty if the server's log contains it. */
    public Optional<Path> auditFile() {
        return auditFile;
    }

    /** {@code portrait.frame.origins}: whose pages may show a profile in a frame; nobody's by default. */
    public Set<String> frameOrigins() {
        return frameOrigins;
    }
}

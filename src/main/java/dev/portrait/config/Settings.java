package dev.portrait.config;

import static dev.portrait.config.ValueType.ADDRESS_BLOCKS;
import static dev.portrait.config.ValueType.BOOLEAN;
import static dev.portrait.config.ValueType.FILE;
import static dev.portrait.config.ValueType.FOLDER;
import static dev.portrait.config.ValueType.HTTP_URL;
import static dev.portrait.config.ValueType.JDBC_URL;
import static dev.portrait.config.ValueType.ORIGINS;
import static dev.portrait.config.ValueType.SECRET;
import static dev.portrait.config.ValueType.SWITCH;
import static dev.portrait.config.ValueType.TEXT;
import static dev.portrait.config.ValueType.VISIBILITY;
import static dev.portrait.config.ValueType.choice;
import static dev.portrait.config.ValueType.number;
import static dev.portrait.config.ValueType.someOf;

import dev.portrait.contract.ProfileField;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All settings of Portrait, which are read and checked once, when the application starts, from the sources of MicroProfile Config. */
public final class Settings {

    private static final String MEDIA_STORE = "portrait.media.store";

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
    private final long pictureMemory;
    private final long requestMaxBytes;
    private final Set<ProfileField> readOnlyFields;
    private final AvatarSettings avatars;
    private final boolean directory;
    private final VisibilityFloors visibility;
    private final Set<String> corsOrigins;
    private final Set<String> frameOrigins;
    private final OidcSettings oidc;
    private final Optional<Path> auditFile;

    /**
     * Reads and checks all settings.
     *
     * @throws IllegalStateException if any setting is wrong; the message names all of them
     */
    public Settings(SettingsReader source) {
        identityClaim = source.read("portrait.identity.claim", choice(IdentityClaim.class), IdentityClaim.USER_ID);
        dataDir = source.read(
                "portrait.data.dir", FOLDER, Path.of("portrait-data").toAbsolutePath());
        dataSource = source.read("portrait.datasource", TEXT);
        // H2 waits for a row as long as a slow upload may take, and forces each commit to disk.
        dbUrl = source.read(
                "portrait.db.url",
                JDBC_URL,
                "jdbc:h2:file:" + dataDir.resolve("portrait") + ";LOCK_TIMEOUT=10000;WRITE_DELAY=0");
        dbUser = source.read("portrait.db.user", TEXT, "portrait");
        dbPassword = source.read("portrait.db.password", SECRET).orElse("");
        dbMigrate = source.read("portrait.db.migrate", BOOLEAN, true);
        mediaStore = source.read(MEDIA_STORE, choice(MediaStoreKind.class), MediaStoreKind.FILE);
        mediaDir = source.read("portrait.media.dir", FOLDER, dataDir.resolve("media"));
        mediaS3 = S3Settings.read(source);
        if (mediaStore == MediaStoreKind.S3) {
            mediaS3.require(source, MEDIA_STORE + " is s3");
        }
        publicUrl = source.read("portrait.public-url", HTTP_URL);
        trustedProxies = source.read("portrait.trusted-proxies", ADDRESS_BLOCKS, List.of());
        pictureMaxBytes = source.read("portrait.picture.max-bytes", number(1024, 100 << 20), 10L << 20)
                .intValue();
        pictureMaxPixels = source.read("portrait.picture.max-pixels", number(1, 500_000_000), 50_000_000L);
        pictureMaxFrames = source.read("portrait.picture.max-frames", number(1, 1000), 100L)
                .intValue();
        pictureMemory = source.read(
                "portrait.picture.memory",
                number(1L << 20, 1L << 40),
                Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 2));
        requestMaxBytes = source.read("portrait.request.max-bytes", number(1024, 1L << 30), 25L << 20);
        readOnlyFields = fields(source.read("portrait.read-only-fields", someOf(writableFields()), Set.of()));
        avatars = AvatarSettings.read(source, readOnlyFields);
        directory = source.read("portrait.directory", SWITCH, true);
        visibility = source.read("portrait.visibility", VISIBILITY, VisibilityFloors.BUILT_IN);
        corsOrigins = source.read("portrait.cors.origins", ORIGINS, Set.of());
        frameOrigins = source.read("portrait.frame.origins", ORIGINS, Set.of());
        oidc = OidcSettings.read(source);
        auditFile = source.read("portrait.audit.file", FILE);
        source.throwFaults();
    }

    private static Set<String> writableFields() {
        return ProfileField.writable().stream().map(ProfileField::key).collect(Collectors.toSet());
    }

    private static Set<ProfileField> fields(Set<String> keys) {
        return ProfileField.writable().stream()
                .filter(field -> keys.contains(field.key()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which claim of a token says who the caller is; {@code user_id} by default. */
    public IdentityClaim identityClaim() {
        return identityClaim;
    }

    /** The absolute path of the folder with the embedded database and, by default, the pictures. */
    public Path dataDir() {
        return dataDir;
    }

    /** The JNDI name of a data source of the server, which replaces the URL, user and password of the database. */
    public Optional<String> dataSource() {
        return dataSource;
    }

    /** A JDBC URL of H2 or PostgreSQL; by default an H2 file in the data folder. */
    public String dbUrl() {
        return dbUrl;
    }

    /** The user of the database; {@code portrait} by default. */
    public String dbUser() {
        return dbUser;
    }

    /** The password of the database; empty by default, since only this process reads the H2 file. */
    public String dbPassword() {
        return dbPassword;
    }

    /** Whether the schema is migrated at start, or only validated; true by default. */
    public boolean dbMigrate() {
        return dbMigrate;
    }

    /** Where pictures are kept; in a folder by default. */
    public MediaStoreKind mediaStore() {
        return mediaStore;
    }

    /** The absolute path of the folder of the file media store. */
    public Path mediaDir() {
        return mediaDir;
    }

    /** The bucket of the S3 media store. */
    public S3Settings mediaS3() {
        return mediaS3;
    }

    /** The origin that browsers load pictures from; empty if that is Portrait's own. */
    public Optional<String> pictureOrigin() {
        return mediaStore == MediaStoreKind.S3 ? mediaS3.pictureOrigin() : Optional.empty();
    }

    /** The beginning of absolute URLs, without a slash at its end; empty if it is the address of the request. */
    public Optional<URI> publicUrl() {
        return publicUrl;
    }

    /** The proxies whose {@code X-Forwarded} headers are trusted; none by default. */
    public List<AddressBlock> trustedProxies() {
        return trustedProxies;
    }

    /** The largest picture file that is accepted, in bytes; 10 MiB by default. */
    public int pictureMaxBytes() {
        return pictureMaxBytes;
    }

    /** The largest width times height that is accepted; 50 megapixels by default. */
    public long pictureMaxPixels() {
        return pictureMaxPixels;
    }

    /** The frames of the longest animation that stays animated; 100 by default. */
    public int pictureMaxFrames() {
        return pictureMaxFrames;
    }

    /** The heap that all pictures together may take while they are processed, in bytes; half of the heap by default. */
    public long pictureMemory() {
        return pictureMemory;
    }

    /** The largest body that is not multipart, and the longest {@code avatar_base64}: a picture in Base64 and a mebibyte of text. */
    public long textMaxBytes() {
        return Math.min(requestMaxBytes, pictureMaxBytes * 4L / 3 + (1 << 20));
    }

    /** The largest request body that is accepted, in bytes; 25 MiB by default. */
    public long requestMaxBytes() {
        return requestMaxBytes;
    }

    /** How many avatars a user may keep, and who finds them. */
    public AvatarSettings avatars() {
        return avatars;
    }

    /** The fields of a profile that another system owns; none by default. */
    public Set<ProfileField> readOnlyFields() {
        return readOnlyFields;
    }

    /** Whether users can look for each other by the beginning of a name; true by default. */
    public boolean directory() {
        return directory;
    }

    /** Who may see which field; anyone by default, but only the owner for birth dates and coordinates. */
    public VisibilityFloors visibility() {
        return visibility;
    }

    /** The origins whose pages may call the API in a browser; none by default. */
    public Set<String> corsOrigins() {
        return corsOrigins;
    }

    /** How people sign in on the pages. */
    public OidcSettings oidc() {
        return oidc;
    }

    /** The absolute path of the audit log; empty if the audit goes to the log of the server. */
    public Optional<Path> auditFile() {
        return auditFile;
    }

    /** The origins whose pages may show a profile in a frame; none by default. */
    public Set<String> frameOrigins() {
        return frameOrigins;
    }
}

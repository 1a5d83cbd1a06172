package dev.portrait.platform.body;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Deletes the temporary files of uploads that a process left when it died. The servers' parsers store large parts in the folder for
 * temporary files, under names of their own.
 */
public final class UploadLeftovers {

    private static final Logger LOG = Logger.getLogger(UploadLeftovers.class.getName());
    // MIMEPull (Payara 6.2025.10) and Mime4j (WildFly 39.0.1, Open Liberty 25.0.0.9) put digits between these.
    private static final Pattern NAME = Pattern.compile("(?:MIME|m4j|portrait-upload-)\\d+\\.tmp");
    // Other processes may share the folder, and no upload takes as long.
    private static final Duration AGE = Duration.ofHours(1);

    private UploadLeftovers() {}

    /** Deletes them from the folder of this process for temporary files. Only logs failures. */
    public static void delete(Instant now) {
        delete(Path.of(System.getProperty("java.io.tmpdir")), now);
    }

    static void delete(Path folder, Instant now) {
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> isLeft(file, now))) {
            for (Path file : files) {
                Files.delete(file);
                deleted++;
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Temporary files of earlier uploads could not be deleted.", e);
        }
        if (deleted > 0) {
            LOG.info("Temporary files of uploads that an earlier process left were deleted: " + deleted);
        }
    }

    private static boolean isLeft(Path file, Instant now) throws IOException {
        return NAME.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(now.minus(AGE))
                && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }
}

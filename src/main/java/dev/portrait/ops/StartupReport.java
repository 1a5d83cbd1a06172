package dev.portrait.ops;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsSource;
import dev.portrait.config.TokenSettings;
import dev.portrait.media.MediaStore;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.platform.DatabaseInfo;
import dev.portrait.security.TokenKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells the administrator at start what the application runs on. */
@Singleton
final class StartupReport {

    private final Settings settings;
    private final TokenSettings tokens;
    private final TokenKeys keys;
    private final MediaStore media;
    private final PictureProcessor pictures;

    @Inject
    StartupReport(
            Settings settings, TokenSettings tokens, TokenKeys keys, MediaStore media, PictureProcessor pictures) {
        this.settings = settings;
        this.tokens = tokens;
        this.keys = keys;
        this.media = media;
        this.pictures = pictures;
    }

    /** One block, a line for each thing that an administrator looks for. */
    String text(ServletContext server, DatabaseInfo database) {
        List<String> lines = new ArrayList<>(List.of(
                "Portrait " + Version.current() + " is configured:",
                "server: " + server.getServerInfo() + ", Java " + Runtime.version(),
                "context root: " + (server.getContextPath().isEmpty() ? "/" : server.getContextPath()),
                "database: " + database.product() + ", " + database.address() + ", schema version "
                        + database.schemaVersion(),
                "pool: " + database.pool(),
                "pictures: " + media.description() + ", " + freeSpace(),
                "decoders: " + pictures.decoders(),
                "tokens: issuer " + tokens.issuer().orElse("none") + ", audience "
                        + tokens.audiences().orElse("not checked") + ", user by claim "
                        + settings.identityClaim().claim(),
                "keys: " + keys.reload(),
                "limits: request " + settings.requestMaxBytes() + " bytes, picture " + settings.pictureMaxBytes()
                        + " bytes and " + settings.pictureMaxPixels() + " pixels; pictures at once: "
                        + settings.picturePermits() + ", each in up to " + (settings.pictureMemory() >> 20) + " MiB"));
        given().forEach((key, value) -> lines.add("setting: " + key + " = " + value));
        return String.join("\n  ", lines);
    }

    private String freeSpace() {
        return media.freeBytes().stream()
                .mapToObj(bytes -> (bytes >> 20) + " MiB free")
                .findFirst()
                .orElse("free space unknown");
    }

    /** The settings that somebody gave, each with the name of the source that it comes from. */
    private Map<String, String> given() {
        Map<String, String> values = new TreeMap<>(settings.effective());
        values.putAll(tokens.effective());
        values.keySet().removeIf(key -> SettingsSource.sourceOf(key).isEmpty());
        values.replaceAll(
                (key, value) -> value + " (" + SettingsSource.sourceOf(key).orElse("") + ")");
        return values;
    }
}

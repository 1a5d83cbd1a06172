package dev.portrait.ops;

import dev.portrait.avatar.MadeAvatars;
import dev.portrait.config.AvatarLookup;
import dev.portrait.config.EffectiveSettings;
import dev.portrait.config.Settings;
import dev.portrait.config.TokenSettings;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.media.MediaStore;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.platform.body.BodyMemory;
import dev.portrait.platform.persistence.DatabaseInfo;
import dev.portrait.security.IdentityProvider;
import dev.portrait.security.TokenKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Describes at start what the application runs on. */
@Singleton
final class StartupReport {

    private final Settings settings;
    private final TokenSettings tokens;
    private final EffectiveSettings effective;
    private final TokenKeys keys;
    private final IdentityProvider provider;
    private final MediaStore media;
    private final PictureProcessor pictures;
    private final MadeAvatars avatars;
    private final BodyMemory bodies;

    @Inject
    StartupReport(
            Settings settings,
            TokenSettings tokens,
            EffectiveSettings effective,
            TokenKeys keys,
            IdentityProvider provider,
            MediaStore media,
            PictureProcessor pictures,
            MadeAvatars avatars,
            BodyMemory bodies) {
        this.settings = settings;
        this.tokens = tokens;
        this.effective = effective;
        this.keys = keys;
        this.provider = provider;
        this.media = media;
        this.pictures = pictures;
        this.avatars = avatars;
        this.bodies = bodies;
    }

    /** Returns a block with one line for each topic. */
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
                "sign-in on the pages: " + provider.description(),
                "visibility: " + visibility(),
                "avatars for other programs: " + lookup(),
                "limits: request " + settings.requestMaxBytes() + " bytes, picture " + settings.pictureMaxBytes()
                        + " bytes and " + settings.pictureMaxPixels() + " pixels",
                "memory: " + pictures.budget() + "; " + (bodies.total() >> 20) + " MiB for the text of requests"));
        effective
                .settings()
                .forEach(setting -> setting.source()
                        .ifPresent(source -> lines.add(
                                "setting: " + setting.key() + " = " + setting.value() + " (" + source + ")")));
        return String.join("\n  ", lines);
    }

    private String visibility() {
        return Arrays.stream(VisibilityLevel.values())
                .map(level ->
                        level.key() + " " + orNothing(settings.visibility().keys(level)))
                .collect(Collectors.joining("; "));
    }

    private String lookup() {
        String kinds =
                settings.avatars().lookup().stream().map(AvatarLookup::key).collect(Collectors.joining(", "));
        if (kinds.isEmpty()) {
            return "off";
        }
        VisibilityLevel level = settings.visibility().of(ProfileField.AVATAR);
        String shown = level == VisibilityLevel.PUBLIC
                ? avatars.budget()
                : "but only default pictures, because the visibility of avatars is " + level.key();
        return "by " + kinds + "; " + shown;
    }

    private static String orNothing(List<String> keys) {
        return keys.isEmpty() ? "nothing" : String.join(", ", keys);
    }

    private String freeSpace() {
        return media.freeBytes().stream()
                .mapToObj(bytes -> (bytes >> 20) + " MiB free")
                .findFirst()
                .orElse("free space unknown");
    }
}

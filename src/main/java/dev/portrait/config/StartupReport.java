package dev.portrait.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tells the administrator at start what the application runs on. */
@Singleton
public final class StartupReport {

    private static final String NO_ISSUER = "portrait:no-issuer-configured"; // microprofile-config.properties
    private static final Logger LOG = Logger.getLogger(StartupReport.class.getName());

    void log(@Observes @Initialized(ApplicationScoped.class) Object started, Settings settings) {
        Config config = ConfigProvider.getConfig();
        LOG.info(() -> String.join(
                "\n  ",
                "Portrait is configured:",
                "database: "
                        + settings.dataSource()
                                .map(name -> "data source " + name)
                                .orElse(settings.dbUrl().replaceFirst("[?;].*", "")),
                "pictures: " + settings.mediaDir(),
                "tokens: issuer " + text(config, "mp.jwt.verify.issuer").orElse(NO_ISSUER) + ", key from "
                        + keySource(config).orElse("nowhere") + ", user by claim "
                        + settings.identityClaim().claim(),
                "limits: request " + settings.requestMaxBytes() + " bytes, picture " + settings.pictureMaxBytes()
                        + " bytes and " + settings.pictureMaxPixels() + " pixels; pictures at once: "
                        + settings.picturePermits()));
        if (keySource(config).isEmpty() || text(config, "mp.jwt.verify.issuer").equals(Optional.of(NO_ISSUER))) {
            LOG.warning("No key or no issuer is configured, so every token is refused: set"
                    + " mp.jwt.verify.publickey.location (or mp.jwt.verify.publickey) and mp.jwt.verify.issuer.");
        }
    }

    private static Optional<String> keySource(Config config) {
        return text(config, "mp.jwt.verify.publickey")
                .map(key -> "the setting mp.jwt.verify.publickey")
                .or(() -> text(config, "mp.jwt.verify.publickey.location"));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class);
    }
}

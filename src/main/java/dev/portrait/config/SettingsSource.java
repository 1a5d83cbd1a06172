package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings from MicroProfile Config. */
@Singleton
public class SettingsSource {

    // The default of mp.jwt.verify.issuer in microprofile-config.properties. It stands for no issuer.
    private static final String NO_ISSUER = "portrait:no-issuer-configured";

    private final SettingsReader reader = reader();
    private final Settings settings = new Settings(reader);
    private final TokenSettings tokens = new TokenSettings(reader);

    /**
     * Reads the settings for code that runs outside CDI.
     *
     * @throws IllegalStateException if any setting is wrong
     */
    public static Settings settings() {
        return new Settings(reader());
    }

    @Produces
    @Singleton
    Settings produceSettings() {
        return settings;
    }

    @Produces
    @Singleton
    TokenSettings produceTokenSettings() {
        return tokens;
    }

    @Produces
    @Singleton
    EffectiveSettings produceEffectiveSettings() {
        return reader.effective();
    }

    // By class loader: while Payara 6.2025.10 builds the persistence unit, its thread has no class loader of the
    // application.
    private static SettingsReader reader() {
        Config config = ConfigProvider.getConfig(SettingsSource.class.getClassLoader());
        return new SettingsReader(
                key -> config.getOptionalValue(key, String.class).filter(text -> !text.equals(NO_ISSUER)),
                key -> String.valueOf(config.getConfigValue(key).getSourceName()));
    }
}

package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the settings come from when the application runs: MicroProfile Config. */
public final class SettingsSource {

    private SettingsSource() {}

    /**
     * The settings of this application.
     *
     * @throws IllegalStateException if any setting is wrong
     */
    @Produces
    @Singleton
    public static Settings settings() {
        return new Settings(reader());
    }

    /** What the server verifies tokens by. */
    @Produces
    @Singleton
    public static TokenSettings tokenSettings() {
        return new TokenSettings(reader());
    }

    /** The name of the source that gives a key its value; empty where none does. */
    public static Optional<String> sourceOf(String key) {
        return Optional.ofNullable(config().getConfigValue(key))
                .filter(value -> value.getValue() != null && !value.getValue().isBlank())
                .map(value -> String.valueOf(value.getSourceName()));
    }

    private static SettingsReader reader() {
        Config config = config();
        return new SettingsReader(key -> config.getOptionalValue(key, String.class));
    }

    // By class loader: while Payara builds the persistence unit, the thread has none to find the application by.
    private static Config config() {
        return ConfigProvider.getConfig(SettingsSource.class.getClassLoader());
    }
}

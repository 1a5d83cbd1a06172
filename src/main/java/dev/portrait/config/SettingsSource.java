package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
        return new Settings(new SettingsReader(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class)));
    }
}

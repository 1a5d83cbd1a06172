package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
        // By class loader: while Payara builds the persistence unit, the thread has none to find the application by.
        Config config = ConfigProvider.getConfig(SettingsSource.class.getClassLoader());
        return new Settings(new SettingsReader(key -> config.getOptionalValue(key, String.class)));
    }
}

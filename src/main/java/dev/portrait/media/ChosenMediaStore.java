package dev.portrait.media;

import dev.portrait.config.Settings;
import dev.portrait.telemetry.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The store that the settings ask for. */
final class ChosenMediaStore {

    private ChosenMediaStore() {}

    @Produces
    @Singleton
    static MediaStore store(Settings settings, Metrics metrics) {
        return new MeasuredMediaStore(new FileMediaStore(settings), metrics);
    }
}

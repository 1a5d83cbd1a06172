package dev.portrait.media;

import dev.portrait.config.Settings;
import dev.portrait.telemetry.Metrics;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the store that the settings choose. */
final class ChosenMediaStore {

    private ChosenMediaStore() {}

    @Produces
    @Singleton
    static MediaStore store(Settings settings, Metrics metrics) {
        return new MeasuredMediaStore(chosen(settings), metrics);
    }

    private static MediaStore chosen(Settings settings) {
        return switch (settings.mediaStore()) {
            case FILE -> new FileMediaStore(settings);
            case S3 -> new S3MediaStore(settings.mediaS3());
        };
    }

    static void close(@Disposes MediaStore store) {
        store.close();
    }
}

package dev.portrait.benchmark;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.picture.PictureSource;
import dev.portrait.telemetry.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import net.coobird.thumbnailator.Thumbnails;

/** Makes an upright JPEG thumbnail of quality 0.85 that fits into 512 by 512 pixels. */
@FunctionalInterface
interface Contender {

    byte[] thumbnail(PictureSource source) throws IOException;

    /** Portrait's processing of an avatar, with default settings except that animations become one frame. */
    static Contender portrait() {
        PictureProcessor processor =
                new PictureProcessor(new Settings(new SettingsReader(Contender::setting)), new Metrics(List.of()));
        return source ->
                processor.process(1, "avatar", PictureKind.AVATAR, source).bytes();
    }

    /**
     * Thumbnailator as in its documentation, with the JDK's own readers. ImageIO caches on disk, which is its default.
     * Without that cache, Thumbnailator is faster, but ignores the orientation of a photo.
     */
    static Contender thumbnailator() {
        // Portrait's libraries register another JPEG reader.
        IIORegistry registry = IIORegistry.getDefaultInstance();
        List<ImageReaderSpi> others = new ArrayList<>();
        registry.getServiceProviders(ImageReaderSpi.class, Contender::isNotFromJdk, false)
                .forEachRemaining(others::add);
        others.forEach(registry::deregisterServiceProvider);
        return source -> {
            ByteArrayOutputStream thumbnail = new ByteArrayOutputStream();
            try (InputStream in = source.open()) {
                Thumbnails.of(in)
                        .size(512, 512)
                        .outputFormat("jpg")
                        .outputQuality(0.85)
                        .toOutputStream(thumbnail);
            }
            return thumbnail.toByteArray();
        };
    }

    private static boolean isNotFromJdk(Object provider) {
        return provider.getClass().getModule() != IIORegistry.class.getModule();
    }

    // No other contender keeps animations.
    private static Optional<String> setting(String key) {
        return key.equals("portrait.picture.max-frames") ? Optional.of("1") : Optional.empty();
    }
}

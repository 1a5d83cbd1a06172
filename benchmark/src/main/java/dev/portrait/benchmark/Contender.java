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

/** Makes a picture that fits a box of 512 by 512 pixels: a JPEG of quality 0.85, upright. */
@FunctionalInterface
interface Contender {

    byte[] thumbnail(PictureSource source) throws IOException;

    /** Portrait's way to an avatar, with the settings that nobody has changed. */
    static Contender portrait() {
        PictureProcessor processor =
                new PictureProcessor(new Settings(new SettingsReader(Contender::setting)), new Metrics(List.of()));
        return source -> processor.process("avatar", PictureKind.AVATAR, source).bytes();
    }

    /**
     * Thumbnailator as its documentation uses it, on the JDK's own readers. ImageIO keeps its cache on disk, as it does
     * unless told otherwise: without, Thumbnailator is faster, but overlooks that a photo lies on its side.
     */
    static Contender thumbnailator() {
        // Portrait's libraries would register a reader of their own for JPEG.
        IIORegistry registry = IIORegistry.getDefaultInstance();
        List<ImageReaderSpi> fromElsewhere = new ArrayList<>();
        registry.getServiceProviders(ImageReaderSpi.class, Contender::isFromElsewhere, false)
                .forEachRemaining(fromElsewhere::add);
        fromElsewhere.forEach(registry::deregisterServiceProvider);
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

    private static boolean isFromElsewhere(Object provider) {
        return provider.getClass().getModule() != IIORegistry.class.getModule();
    }

    // Nobody else keeps an animation one.
    private static Optional<String> setting(String key) {
        return key.equals("portrait.picture.max-frames") ? Optional.of("1") : Optional.empty();
    }
}

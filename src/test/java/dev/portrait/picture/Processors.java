package dev.portrait.picture;

import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.jpeg.JpegFormat;
import dev.portrait.telemetry.Metrics;
import java.util.List;

/** Picture processors for tests: one picture at a time, decoded by Java alone. */
public final class Processors {

    private static final PictureLimits DEFAULTS = new PictureLimits(10 << 20, 50_000_000, 100);

    private Processors() {}

    /** Creates a processor with the default limits. */
    public static PictureProcessor create() {
        return create(DEFAULTS);
    }

    public static PictureProcessor create(PictureLimits limits) {
        return create(limits, new JpegFormat(ClassLoader.getPlatformClassLoader()));
    }

    public static PictureProcessor create(PictureLimits limits, JpegFormat jpeg) {
        return new PictureProcessor(
                limits, new PictureBudgets(1L << 30, limits.maxBytes(), 1), new Metrics(List.of()), jpeg);
    }
}

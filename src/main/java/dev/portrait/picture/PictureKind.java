package dev.portrait.picture;

import dev.portrait.picture.raster.Size;
import java.util.Locale;

/** What a picture is used for, and the box in pixels that it has to fit (contract §5). */
public enum PictureKind {
    AVATAR(512, 512),
    COVER(1920, 1080);

    private final int maxWidth;
    private final int maxHeight;

    PictureKind(int maxWidth, int maxHeight) {
        this.maxWidth = maxWidth;
        this.maxHeight = maxHeight;
    }

    /** Returns the name of the profile's field, in requests and responses. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a size that fits the box, with the same proportions and never larger than the original. */
    Size fit(Size size) {
        double scale = Math.min(1, Math.min((double) maxWidth / size.width(), (double) maxHeight / size.height()));
        return new Size(scaled(size.width(), scale), scaled(size.height(), scale));
    }

    // The short side of a very long, thin picture must not become 0.
    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}

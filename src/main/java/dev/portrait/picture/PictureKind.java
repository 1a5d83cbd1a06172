package dev.portrait.picture;

import java.util.Locale;

/** What a picture is for, and with it the box in pixels that it has to fit (contract §5). */
public enum PictureKind {
    AVATAR(512, 512),
    COVER(1920, 1080);

    private final int maxWidth;
    private final int maxHeight;

    PictureKind(int maxWidth, int maxHeight) {
        this.maxWidth = maxWidth;
        this.maxHeight = maxHeight;
    }

    /** The name of the field of the profile, in requests and in answers. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The size of a picture of the given size once it fits: same proportions, never larger than it was. */
    Size fit(Size size) {
        double scale = Math.min(1, Math.min((double) maxWidth / size.width(), (double) maxHeight / size.height()));
        return new Size(scaled(size.width(), scale), scaled(size.height(), scale));
    }

    // A very long, thin picture would otherwise lose its short side.
    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}

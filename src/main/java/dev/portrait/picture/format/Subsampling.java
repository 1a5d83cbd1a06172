package dev.portrait.picture.format;

import dev.portrait.picture.raster.Size;
import javax.imageio.ImageReadParam;

/** How many columns and rows of a picture a reader turns into one pixel: it takes the sample in their middle. */
record Subsampling(int columns, int rows) {

    static final Subsampling NONE = new Subsampling(1, 1);

    // The scaler averages twice as many pixels as the target has. Fewer would show as jagged edges.
    private static final int SPARE = 2;

    static Subsampling between(Size source, Size target) {
        return new Subsampling(
                Math.max(1, source.width() / (SPARE * target.width())),
                Math.max(1, source.height() / (SPARE * target.height())));
    }

    /** Returns how many pixels a picture of that size becomes. */
    Size of(Size source) {
        return new Size(samples(source.width(), columns), samples(source.height(), rows));
    }

    private static int samples(int length, int step) {
        return (length - step / 2 + step - 1) / step;
    }

    void applyTo(ImageReadParam param) {
        param.setSourceSubsampling(columns, rows, columns / 2, rows / 2);
    }
}

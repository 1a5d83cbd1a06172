package dev.portrait.picture;

import javax.imageio.ImageReadParam;

/** Every how many columns and rows a decoder makes a pixel. */
record Subsampling(int columns, int rows) {

    // Twice the target is left for the scaler to average: fewer samples would show as jagged edges.
    private static final int SPARE = 2;

    static Subsampling between(Size source, Size target) {
        return new Subsampling(
                Math.max(1, source.width() / (SPARE * target.width())),
                Math.max(1, source.height() / (SPARE * target.height())));
    }

    /** How many pixels of a picture of that size are made. */
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

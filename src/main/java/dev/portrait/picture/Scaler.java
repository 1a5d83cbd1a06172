package dev.portrait.picture;

import java.util.Arrays;

/**
 * Scales down by averaging areas: each target pixel is the mean of all source pixels under it, those on its border by
 * the part that it covers. Nothing is skipped, so there is no aliasing. Works row by row.
 */
final class Scaler {

    private static final int CHANNELS = 4;

    private final Size source;
    private final Size target;
    private final float[] row;
    private final float[] sum;
    private final int[] result;
    private final int[] firsts;
    private final int[] lasts;
    private final float[] firstParts;
    private final float[] lastParts;

    private int line;
    private int filling;

    /** For as many rows of that width as the source has. */
    Scaler(Size source, Size target) {
        this.source = source;
        this.target = target;
        this.row = new float[target.width() * CHANNELS];
        this.sum = new float[target.width() * CHANNELS];
        this.result = new int[Math.toIntExact(target.pixels())];
        this.firsts = new int[target.width()];
        this.lasts = new int[target.width()];
        this.firstParts = new float[target.width()];
        this.lastParts = new float[target.width()];
        measureColumns();
    }

    // Which columns of the source lie under each of the target, and how much of it the two on its borders cover.
    private void measureColumns() {
        double ratio = (double) source.width() / target.width();
        for (int x = 0; x < target.width(); x++) {
            double from = x * ratio;
            double to = Math.min(source.width(), from + ratio);
            firsts[x] = (int) from;
            lasts[x] = Math.max(firsts[x], (int) Math.ceil(to) - 1);
            firstParts[x] = (float) ((Math.min(firsts[x] + 1, to) - from) / ratio);
            lastParts[x] = lasts[x] == firsts[x] ? 0 : (float) ((to - lasts[x]) / ratio);
        }
    }

    static Pixels scale(PixelRows rows, Size target) {
        Scaler scaler = new Scaler(rows.size(), target);
        int[] argb = new int[rows.size().width()];
        for (int y = 0; y < rows.size().height(); y++) {
            rows.read(y, argb);
            scaler.take(argb);
        }
        return scaler.pixels();
    }

    /** Forgets what has been taken. */
    void restart() {
        line = 0;
        filling = 0;
        Arrays.fill(sum, 0);
    }

    /** The next row of the source, from the top: alpha, red, green, blue, not multiplied. Not kept. */
    void take(int[] argb) {
        if (line == source.height()) {
            throw new IllegalStateException("more rows than there are");
        }
        shrink(argb);
        double ratio = (double) source.height() / target.height();
        for (double from = line; from < line + 1 && filling < target.height(); ) {
            double end = Math.min(source.height(), (filling + 1) * ratio);
            double to = Math.min(line + 1, end);
            add((float) ((to - from) / ratio));
            if (to == end) {
                finish(filling++);
            }
            from = to;
        }
        line++;
    }

    /** What has become of the rows, all of which must have been taken. */
    Pixels pixels() {
        if (filling < target.height()) {
            throw new IllegalStateException("fewer rows than there should be");
        }
        return new Pixels(target, result);
    }

    /** One row of the source to the width of the target; colours multiplied by alpha, so that none shines through. */
    private void shrink(int[] argb) {
        for (int x = 0; x < target.width(); x++) {
            int first = firsts[x];
            int last = lasts[x];
            int alpha = 0;
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int column = first + 1; column < last; column++) {
                int pixel = argb[column];
                int opacity = pixel >>> 24;
                alpha += opacity;
                red += opacity * (pixel >> 16 & 0xff);
                green += opacity * (pixel >> 8 & 0xff);
                blue += opacity * (pixel & 0xff);
            }
            float whole = (float) target.width() / source.width();
            set(x, alpha * whole, red * whole, green * whole, blue * whole);
            addEdge(x, argb[first], firstParts[x]);
            addEdge(x, argb[last], lastParts[x]);
        }
    }

    private void set(int x, float alpha, float red, float green, float blue) {
        row[x * CHANNELS] = alpha;
        row[x * CHANNELS + 1] = red;
        row[x * CHANNELS + 2] = green;
        row[x * CHANNELS + 3] = blue;
    }

    private void addEdge(int x, int pixel, float part) {
        float opacity = part * (pixel >>> 24);
        row[x * CHANNELS] += opacity;
        row[x * CHANNELS + 1] += opacity * (pixel >> 16 & 0xff);
        row[x * CHANNELS + 2] += opacity * (pixel >> 8 & 0xff);
        row[x * CHANNELS + 3] += opacity * (pixel & 0xff);
    }

    private void add(float part) {
        for (int i = 0; i < row.length; i++) {
            sum[i] += row[i] * part;
        }
    }

    private void finish(int y) {
        for (int x = 0; x < target.width(); x++) {
            float alpha = sum[x * CHANNELS];
            int rounded = Math.min(0xff, Math.round(alpha));
            int pixel = 0;
            if (rounded > 0) {
                pixel = rounded << 24 | channel(x, 1, alpha) << 16 | channel(x, 2, alpha) << 8 | channel(x, 3, alpha);
            }
            result[y * target.width() + x] = pixel;
        }
        Arrays.fill(sum, 0);
    }

    private int channel(int x, int channel, float alpha) {
        return Math.min(0xff, Math.round(sum[x * CHANNELS + channel] / alpha));
    }
}

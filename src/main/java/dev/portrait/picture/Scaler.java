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

    private Scaler(Size source, Size target) {
        this.source = source;
        this.target = target;
        this.row = new float[target.width() * CHANNELS];
        this.sum = new float[target.width() * CHANNELS];
        this.result = new int[Math.toIntExact(target.pixels())];
    }

    static Pixels scale(PixelRows rows, Size target) {
        return new Scaler(rows.size(), target).run(rows);
    }

    private Pixels run(PixelRows rows) {
        int[] argb = new int[source.width()];
        double ratio = (double) source.height() / target.height();
        int filled = -1;
        for (int y = 0; y < target.height(); y++) {
            double from = y * ratio;
            double to = Math.min(source.height(), from + ratio);
            for (int line = (int) from; line < to; line++) {
                if (line != filled) {
                    rows.read(line, argb);
                    shrink(argb);
                    filled = line;
                }
                add((float) ((Math.min(line + 1, to) - Math.max(line, from)) / ratio));
            }
            finish(y);
        }
        return new Pixels(target, result);
    }

    /** One row of the source to the width of the target; colours multiplied by alpha, so that none shines through. */
    private void shrink(int[] argb) {
        double ratio = (double) source.width() / target.width();
        for (int x = 0; x < target.width(); x++) {
            double from = x * ratio;
            double to = Math.min(source.width(), from + ratio);
            float alpha = 0;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int column = (int) from; column < to; column++) {
                int pixel = argb[column];
                float part = (float) ((Math.min(column + 1, to) - Math.max(column, from)) / ratio) * (pixel >>> 24);
                alpha += part;
                red += part * (pixel >> 16 & 0xff);
                green += part * (pixel >> 8 & 0xff);
                blue += part * (pixel & 0xff);
            }
            row[x * CHANNELS] = alpha;
            row[x * CHANNELS + 1] = red;
            row[x * CHANNELS + 2] = green;
            row[x * CHANNELS + 3] = blue;
        }
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

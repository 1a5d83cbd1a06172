package dev.portrait.picture.raster;

import java.util.Arrays;

/**
 * Scales down by averaging areas. Each target pixel is the mean of all source pixels under it; pixels on its border count
 * by the part that it covers. No pixel is skipped, so there is no aliasing. The rows under one row of the target are added
 * up as they come, in integers and in loops that the JVM vectorizes.
 */
public final class Scaler {

    private static final int MOST = 255 * 255;

    private final Size source;
    private final Size target;
    // The weight of a whole row of the source: as much as the sums can hold.
    private final int unit;
    // Sums for each column of the source. Colours are multiplied by alpha, so that transparent ones do not count.
    private final int[] alpha;
    private final int[] red;
    private final int[] green;
    private final int[] blue;
    private final int[] result;
    private int line;
    private int filling;

    /** @param source the size of the picture whose rows are taken */
    public Scaler(Size source, Size target) {
        this.source = source;
        this.target = target;
        this.unit = Integer.MAX_VALUE / MOST / (source.height() / target.height() + 1);
        this.alpha = new int[source.width()];
        this.red = new int[source.width()];
        this.green = new int[source.width()];
        this.blue = new int[source.width()];
        this.result = new int[Math.toIntExact(target.pixels())];
    }

    public static Pixels scale(PixelRows rows, Size target) {
        Size source = rows.size();
        Scaler scaler = new Scaler(source, target);
        int[] argb = new int[source.width()];
        for (int y = 0; y < source.height(); y++) {
            rows.read(y, argb);
            scaler.take(argb);
        }
        return scaler.pixels();
    }

    /** Forgets all rows, to begin again at the top. */
    void restart() {
        line = 0;
        filling = 0;
        clear();
    }

    /**
     * Takes the next row of the source.
     *
     * @param argb alpha, red, green, blue, not premultiplied; may be reused
     */
    @SuppressWarnings("ThreadPriorityCheck") // the result does not depend on it
    public void take(int[] argb) {
        if (line == source.height()) {
            throw new IllegalStateException("more rows than there are");
        }
        // A picture may keep a processor for seconds. Linux would let other requests wait for milliseconds at each of
        // their
        // steps.
        Thread.yield();
        long from = (long) line * unit;
        line++;
        for (long to = 0; from < (long) line * unit; from = to) {
            long end = end(filling);
            to = Math.min(end, (long) line * unit);
            add(argb, (int) (to - from));
            if (to == end) {
                finish(filling++);
            }
        }
    }

    private long end(int row) {
        return (row + 1L) * source.height() * unit / target.height();
    }

    /** Returns the scaled pixels, after all rows have been taken. */
    public Pixels pixels() {
        if (line < source.height()) {
            throw new IllegalStateException("fewer rows than there should be");
        }
        return new Pixels(target, result);
    }

    // A loop for each channel: the JVM does not vectorize one loop with four sums (seen in JDK 17).
    private void add(int[] argb, int weight) {
        int width = source.width();
        for (int x = 0; x < width; x++) {
            alpha[x] += weight * (argb[x] >>> 24);
        }
        for (int x = 0; x < width; x++) {
            red[x] += weight * ((argb[x] >>> 24) * (argb[x] >> 16 & 0xff));
        }
        for (int x = 0; x < width; x++) {
            green[x] += weight * ((argb[x] >>> 24) * (argb[x] >> 8 & 0xff));
        }
        for (int x = 0; x < width; x++) {
            blue[x] += weight * ((argb[x] >>> 24) * (argb[x] & 0xff));
        }
    }

    private void finish(int y) {
        double ratio = (double) source.width() / target.width();
        double weight = ratio * (end(y) - end(y - 1));
        for (int x = 0; x < target.width(); x++) {
            double from = x * ratio;
            result[y * target.width() + x] = pixel(from, Math.min(source.width(), from + ratio), weight);
        }
        clear();
    }

    private int pixel(double from, double to, double weight) {
        int first = (int) from;
        int last = Math.max(first, (int) Math.ceil(to) - 1);
        double before = from - first;
        double behind = last + 1 - to;
        double opacity = sum(alpha, first, last, before, behind);
        int rounded = rounded(opacity / weight);
        return rounded == 0
                ? 0
                : rounded << 24
                        | rounded(sum(red, first, last, before, behind) / opacity) << 16
                        | rounded(sum(green, first, last, before, behind) / opacity) << 8
                        | rounded(sum(blue, first, last, before, behind) / opacity);
    }

    private static double sum(int[] columns, int first, int last, double before, double behind) {
        long sum = 0;
        for (int column = first; column <= last; column++) {
            sum += columns[column];
        }
        return sum - columns[first] * before - columns[last] * behind;
    }

    private static int rounded(double mean) {
        return (int) (mean + 0.5);
    }

    private void clear() {
        Arrays.fill(alpha, 0);
        Arrays.fill(red, 0);
        Arrays.fill(green, 0);
        Arrays.fill(blue, 0);
    }
}

package dev.portrait.picture.raster;

/**
 * Enlarges by blending the four nearest pixels, so that edges become soft instead of jagged. Colours count by their alpha, so that
 * the colour of a transparent pixel does not show.
 */
public final class Enlarger {

    private final Pixels source;
    private double alpha;
    private double red;
    private double green;
    private double blue;

    private Enlarger(Pixels source) {
        this.source = source;
    }

    /** Enlarges to a size that is not smaller on either side. */
    public static Pixels enlarge(Pixels source, Size target) {
        Enlarger enlarger = new Enlarger(source);
        int[] argb = new int[Math.toIntExact(target.pixels())];
        for (int y = 0; y < target.height(); y++) {
            double down = place(y, target.height(), source.size().height());
            for (int x = 0; x < target.width(); x++) {
                double right = place(x, target.width(), source.size().width());
                argb[y * target.width() + x] = enlarger.blend(right, down);
            }
        }
        return new Pixels(target, argb);
    }

    // The centre of a target pixel, from the centre of the source's first pixel. Nothing changes beyond the outermost
    // centres.
    private static double place(int at, int length, int sourceLength) {
        return Math.max(0, Math.min(sourceLength - 1, (at + 0.5) * sourceLength / length - 0.5));
    }

    private int blend(double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, source.size().width() - 1);
        int bottom = Math.min(top + 1, source.size().height() - 1);
        clear();
        add(source.at(left, top), (1 - x + left) * (1 - y + top));
        add(source.at(right, top), (x - left) * (1 - y + top));
        add(source.at(left, bottom), (1 - x + left) * (y - top));
        add(source.at(right, bottom), (x - left) * (y - top));
        int opacity = rounded(alpha);
        return opacity == 0
                ? 0
                : opacity << 24 | rounded(red / alpha) << 16 | rounded(green / alpha) << 8 | rounded(blue / alpha);
    }

    private void clear() {
        alpha = 0;
        red = 0;
        green = 0;
        blue = 0;
    }

    private void add(int pixel, double share) {
        double weight = share * (pixel >>> 24);
        alpha += weight;
        red += weight * (pixel >> 16 & 0xff);
        green += weight * (pixel >> 8 & 0xff);
        blue += weight * (pixel & 0xff);
    }

    private static int rounded(double mean) {
        return (int) (mean + 0.5);
    }
}

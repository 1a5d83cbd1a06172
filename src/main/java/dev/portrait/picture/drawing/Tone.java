package dev.portrait.picture.drawing;

import dev.portrait.picture.raster.Colours;

/**
 * Opaque sRGB colours. They are chosen in OKLCH, where colours of the same lightness look equally light in every hue, so that one
 * lightness has nearly the same contrast in all of them. In HSL, yellow would be far lighter than blue.
 */
final class Tone {

    private static final double LESS = 0.97;

    private Tone() {}

    /**
     * Returns a colour, or the most vivid one of that lightness and hue that a screen can show.
     *
     * @param lightness from 0 to 1
     * @param chroma 0 for grey, about 0.3 for the most vivid colours
     * @param hue in degrees
     */
    static int of(double lightness, double chroma, double hue) {
        double[] light = linear(lightness, chroma, Math.toRadians(hue));
        for (double less = chroma; !isShown(light); less *= LESS) {
            light = linear(lightness, less, Math.toRadians(hue));
        }
        return 0xff000000 | sample(light[0]) << 16 | sample(light[1]) << 8 | sample(light[2]);
    }

    /** Returns the lower colour where the upper one covers nothing, and the upper one where it covers everything. */
    static int mix(int lower, int upper, double coverage) {
        int mixed = 0xff000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            int below = lower >> shift & 0xff;
            int above = upper >> shift & 0xff;
            mixed |= (int) (below + (above - below) * coverage + 0.5) << shift;
        }
        return mixed;
    }

    // The matrices of OKLab, https://bottosson.github.io/posts/oklab/.
    private static double[] linear(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double root) {
        return root * root * root;
    }

    private static boolean isShown(double[] light) {
        for (double channel : light) {
            if (channel < -0.0005 || channel > 1.0005) {
                return false;
            }
        }
        return true;
    }

    private static int sample(double light) {
        return (int) Math.round(255 * Colours.srgb(Math.max(0, Math.min(1, light))));
    }
}

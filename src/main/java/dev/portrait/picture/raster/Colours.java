package dev.portrait.picture.raster;

import java.util.Optional;
import java.util.stream.IntStream;

/** What the samples of a picture mean. They are converted after scaling, when there are few pixels left. */
@FunctionalInterface
public interface Colours {

    Colours SRGB = pixels -> pixels;

    /** The largest ICC profile that is used. Those of printers have up to three megabytes. */
    int MAX_PROFILE = 4 << 20;

    Pixels toSrgb(Pixels pixels);

    /**
     * Returns the colours of an embedded ICC profile, or empty if it is cut short or too large. A profile that cannot be used for
     * another reason is ignored, as in browsers: the pixels are then taken for sRGB.
     *
     * @param grey whether the pixels have only one channel
     */
    static Optional<Colours> ofProfile(byte[] profile, boolean grey) {
        return IccProfile.read(profile).map(icc -> pixels -> grey ? icc.greyToSrgb(pixels) : icc.toSrgb(pixels));
    }

    /**
     * Returns the colours of samples that are light to the power of a number. They are {@link #SRGB} if the number is close
     * to that of sRGB or makes no sense.
     *
     * @param exponent about 1/2.2 for sRGB, 1 for samples that are proportional to light
     */
    static Colours ofGamma(double exponent) {
        if (exponent < 0.1 || exponent > 10 || Math.abs(exponent * 2.2 - 1) < 0.05) {
            return SRGB;
        }
        int[] table = IntStream.range(0, 256)
                .map(sample -> (int) Math.round(255 * srgb(Math.pow(sample / 255.0, 1 / exponent))))
                .toArray();
        return pixels -> pixels.map(pixel -> (pixel & 0xff000000)
                | table[pixel >> 16 & 0xff] << 16
                | table[pixel >> 8 & 0xff] << 8
                | table[pixel & 0xff]);
    }

    /** Returns the sample of an amount of light, both from 0 to 1 (IEC 61966-2-1). */
    static double srgb(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}

package dev.portrait.picture;

import java.util.Optional;
import java.util.stream.IntStream;

/** What the numbers of a picture's pixels mean. Applied after scaling, when there is little left to convert. */
@FunctionalInterface
interface Colours {

    Pixels toSrgb(Pixels pixels);

    static Colours ofProfile(byte[] profile) {
        return pixels -> IccProfile.toSrgb(pixels, profile);
    }

    static Colours ofGreyProfile(byte[] profile) {
        return pixels -> IccProfile.greyToSrgb(pixels, profile);
    }

    /**
     * Samples that are light to the power of a number; empty where sRGB is near enough, or the number makes no sense.
     *
     * @param exponent 1/2.2 for what looks like sRGB, 1 for samples that are proportional to light
     */
    static Optional<Colours> ofGamma(double exponent) {
        if (exponent < 0.1 || exponent > 10 || Math.abs(exponent * 2.2 - 1) < 0.05) {
            return Optional.empty();
        }
        int[] table = IntStream.range(0, 256)
                .map(sample -> (int) Math.round(255 * srgb(Math.pow(sample / 255.0, 1 / exponent))))
                .toArray();
        return Optional.of(pixels -> new Pixels(
                pixels.size(),
                IntStream.of(pixels.argb())
                        .map(pixel -> (pixel & 0xff000000)
                                | table[pixel >> 16 & 0xff] << 16
                                | table[pixel >> 8 & 0xff] << 8
                                | table[pixel & 0xff])
                        .toArray()));
    }

    // IEC 61966-2-1.
    private static double srgb(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}

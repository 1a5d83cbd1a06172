package dev.portrait.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Embedded colour profiles. A profile that cannot be used is passed over, as browsers do: the pixels are then taken for
 * sRGB.
 */
final class IccProfile {

    private static final int HEADER = 128;
    private static final int CHANNELS = 3;
    private static final int SHADES = 256;

    private IccProfile() {}

    /** The profile in one piece, unless its own idea of its length says that a part of it is missing. */
    static Optional<byte[]> joined(Collection<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return checked(joined.toByteArray());
    }

    static Optional<byte[]> checked(byte[] profile) {
        // Decoders allocate what this number says. What follows the profile is none of it.
        int length = profile.length > HEADER ? ByteBuffer.wrap(profile).getInt() : 0;
        return length > HEADER && length <= profile.length
                ? Optional.of(Arrays.copyOf(profile, length))
                : Optional.empty();
    }

    static Pixels toSrgb(Pixels pixels, byte[] profile) {
        Size size = pixels.size();
        WritableRaster samples = raster(size.width(), size.height(), CHANNELS);
        int[] row = new int[size.width() * CHANNELS];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int pixel = pixels.at(x, y);
                row[x * CHANNELS] = pixel >> 16 & 0xff;
                row[x * CHANNELS + 1] = pixel >> 8 & 0xff;
                row[x * CHANNELS + 2] = pixel & 0xff;
            }
            samples.setPixels(0, y, size.width(), 1, row);
        }
        return converted(samples, profile, ColorSpace.TYPE_RGB)
                .map(converted -> coloured(pixels, converted))
                .orElse(pixels);
    }

    /** Of pixels that are grey, by the profile of one channel, or of colours that are all the same. */
    static Pixels greyToSrgb(Pixels pixels, byte[] profile) {
        WritableRaster greys = raster(SHADES, 1, 1);
        greys.setPixels(0, 0, SHADES, 1, IntStream.range(0, SHADES).toArray());
        return converted(greys, profile, ColorSpace.TYPE_GRAY)
                .map(converted -> coloured(pixels, converted.getPixels(0, 0, SHADES, 1, (int[]) null)))
                .orElseGet(() -> toSrgb(pixels, profile));
    }

    private static WritableRaster raster(int width, int height, int channels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, channels, null);
    }

    private static Optional<Raster> converted(Raster samples, byte[] profile, int type) {
        try {
            ICC_Profile source = ICC_Profile.getInstance(profile);
            if (source.getColorSpaceType() != type) {
                return Optional.empty();
            }
            ICC_Profile[] way = {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            WritableRaster converted = raster(samples.getWidth(), samples.getHeight(), CHANNELS);
            return Optional.of(new ColorConvertOp(way, null).filter(samples, converted));
        } catch (RuntimeException e) {
            // Java's colour management has several for a profile that it cannot use.
            return Optional.empty();
        }
    }

    private static Pixels coloured(Pixels pixels, Raster colours) {
        Size size = pixels.size();
        int[] argb = new int[pixels.argb().length];
        int[] row = new int[size.width() * CHANNELS];
        for (int y = 0; y < size.height(); y++) {
            colours.getPixels(0, y, size.width(), 1, row);
            for (int x = 0; x < size.width(); x++) {
                argb[y * size.width() + x] = coloured(pixels.at(x, y), row, x);
            }
        }
        return new Pixels(size, argb);
    }

    private static Pixels coloured(Pixels pixels, int[] shades) {
        return new Pixels(
                pixels.size(),
                IntStream.of(pixels.argb())
                        .map(pixel -> coloured(pixel, shades, pixel & 0xff))
                        .toArray());
    }

    private static int coloured(int pixel, int[] colours, int index) {
        int at = index * CHANNELS;
        return (pixel & 0xff000000) | colours[at] << 16 | colours[at + 1] << 8 | colours[at + 2];
    }
}

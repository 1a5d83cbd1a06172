package dev.portrait.picture.raster;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** An ICC profile. Pixels stay as they are if it cannot be used for them. */
final class IccProfile {

    private static final int HEADER = 128;
    private static final int CHANNELS = 3;
    private static final int SHADES = 256;
    private static final int TAG = 12;
    private static final int TAG_LENGTH = 8;
    // Java's colour management copies each tag. Tags may share their data, as those of the three channels often do, and
    // a hundred tags of the same megabytes would take seconds.
    private static final long MAX_TAG_BYTES = 2L * Colours.MAX_PROFILE;

    private final byte[] profile;

    private IccProfile(byte[] profile) {
        this.profile = profile;
    }

    /** Returns the profile without what follows it, or empty if a part of it is missing or it is too large. */
    static Optional<IccProfile> read(byte[] file) {
        // Decoders allocate as many bytes as the profile says it has.
        int length = file.length > HEADER ? ByteBuffer.wrap(file).getInt() : 0;
        return length > HEADER && length <= file.length && length <= Colours.MAX_PROFILE && hasFewTagBytes(file)
                ? Optional.of(new IccProfile(Arrays.copyOf(file, length)))
                : Optional.empty();
    }

    private static boolean hasFewTagBytes(byte[] file) {
        ByteBuffer tags = ByteBuffer.wrap(file, HEADER, file.length - HEADER);
        if (tags.remaining() < Integer.BYTES) {
            return false;
        }
        int count = tags.getInt();
        long bytes = 0;
        for (int i = 0; i < count && tags.remaining() >= TAG; i++) {
            bytes += Integer.toUnsignedLong(tags.getInt(tags.position() + TAG_LENGTH));
            tags.position(tags.position() + TAG);
        }
        return bytes <= MAX_TAG_BYTES;
    }

    Pixels toSrgb(Pixels pixels) {
        return conversion(ColorSpace.TYPE_RGB, CHANNELS)
                .map(conversion -> convert(pixels, conversion))
                .orElse(pixels);
    }

    /** Converts grey pixels. The profile may also have three channels. */
    Pixels greyToSrgb(Pixels pixels) {
        return conversion(ColorSpace.TYPE_GRAY, 1)
                .map(IccProfile::shades)
                .map(shades -> pixels.map(pixel -> withColour(pixel, shades, pixel & 0xff)))
                .orElseGet(() -> toSrgb(pixels));
    }

    /** Returns the conversion to sRGB; empty if the profile is broken or for another kind of samples. */
    private Optional<ColorConvertOp> conversion(int type, int channels) {
        try {
            ICC_Profile source = ICC_Profile.getInstance(profile);
            if (source.getColorSpaceType() != type) {
                return Optional.empty();
            }
            ICC_Profile[] profiles = {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            ColorConvertOp conversion = new ColorConvertOp(profiles, null);
            // The first use reads the profiles.
            conversion.filter(row(1, channels), row(1, CHANNELS));
            return Optional.of(conversion);
        } catch (RuntimeException e) {
            // Java's colour management throws several kinds for a profile that it cannot use.
            return Optional.empty();
        }
    }

    private static Pixels convert(Pixels pixels, ColorConvertOp conversion) {
        int width = pixels.size().width();
        WritableRaster samples = row(width, CHANNELS);
        WritableRaster converted = row(width, CHANNELS);
        int[] row = new int[width * CHANNELS];
        int[] argb = pixels.argb().clone();
        for (int from = 0; from < argb.length; from += width) {
            for (int x = 0; x < width; x++) {
                row[x * CHANNELS] = argb[from + x] >> 16 & 0xff;
                row[x * CHANNELS + 1] = argb[from + x] >> 8 & 0xff;
                row[x * CHANNELS + 2] = argb[from + x] & 0xff;
            }
            samples.setPixels(0, 0, width, 1, row);
            conversion.filter(samples, converted).getPixels(0, 0, width, 1, row);
            for (int x = 0; x < width; x++) {
                argb[from + x] = withColour(argb[from + x], row, x);
            }
        }
        return new Pixels(pixels.size(), argb);
    }

    /** Returns the colours of all 256 greys. */
    private static int[] shades(ColorConvertOp conversion) {
        WritableRaster greys = row(SHADES, 1);
        greys.setPixels(0, 0, SHADES, 1, IntStream.range(0, SHADES).toArray());
        return conversion.filter(greys, row(SHADES, CHANNELS)).getPixels(0, 0, SHADES, 1, (int[]) null);
    }

    private static WritableRaster row(int width, int channels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, channels, null);
    }

    private static int withColour(int pixel, int[] colours, int index) {
        int at = index * CHANNELS;
        return (pixel & 0xff000000) | colours[at] << 16 | colours[at + 1] << 8 | colours[at + 2];
    }
}

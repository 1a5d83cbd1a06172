package dev.portrait.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Embedded colour profiles. A profile that cannot be used is passed over, as browsers do: the pixels are then taken for
 * sRGB.
 */
final class IccProfile {

    private static final int HEADER = 128;

    private IccProfile() {}

    /** The profile in one piece, unless its own idea of its length says that a part of it is missing. */
    static Optional<byte[]> joined(Collection<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return checked(joined.toByteArray());
    }

    static Optional<byte[]> checked(byte[] profile) {
        // Decoders allocate what this number says.
        boolean whole = profile.length > HEADER && ByteBuffer.wrap(profile).getInt() == profile.length;
        return whole ? Optional.of(profile) : Optional.empty();
    }

    static Pixels toSrgb(Pixels pixels, byte[] profile) {
        return convert(pixels, profile, ColorSpace.TYPE_RGB, IccProfile::convert);
    }

    /** Of pixels that are grey, by the profile of one channel. */
    static Pixels greyToSrgb(Pixels pixels, byte[] profile) {
        return convert(pixels, profile, ColorSpace.TYPE_GRAY, IccProfile::convertGrey);
    }

    private static Pixels convert(
            Pixels pixels, byte[] profile, int type, BiFunction<Pixels, ICC_Profile, Pixels> way) {
        try {
            ICC_Profile source = ICC_Profile.getInstance(profile);
            return source.getColorSpaceType() == type ? way.apply(pixels, source) : pixels;
        } catch (IllegalArgumentException | CMMException e) {
            return pixels;
        }
    }

    private static Pixels convertGrey(Pixels pixels, ICC_Profile source) {
        int shades = 256;
        WritableRaster greys = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, shades, 1, 1, null);
        greys.setPixels(0, 0, shades, 1, IntStream.range(0, shades).toArray());
        int[] converted = toSrgb(source)
                .filter(greys, Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, shades, 1, 3, null))
                .getPixels(0, 0, shades, 1, (int[]) null);
        return new Pixels(
                pixels.size(),
                IntStream.of(pixels.argb())
                        .map(pixel -> {
                            int at = (pixel & 0xff) * 3;
                            return (pixel & 0xff000000)
                                    | converted[at] << 16
                                    | converted[at + 1] << 8
                                    | converted[at + 2];
                        })
                        .toArray());
    }

    private static ColorConvertOp toSrgb(ICC_Profile source) {
        return new ColorConvertOp(new ICC_Profile[] {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    private static Pixels convert(Pixels pixels, ICC_Profile source) {
        Size size = pixels.size();
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size.width(), size.height(), 3, null);
        int[] row = new int[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int pixel = pixels.at(x, y);
                row[x * 3] = pixel >> 16 & 0xff;
                row[x * 3 + 1] = pixel >> 8 & 0xff;
                row[x * 3 + 2] = pixel & 0xff;
            }
            raster.setPixels(0, y, size.width(), 1, row);
        }
        WritableRaster converted = toSrgb(source).filter(raster, raster.createCompatibleWritableRaster());
        int[] argb = new int[pixels.argb().length];
        for (int y = 0; y < size.height(); y++) {
            converted.getPixels(0, y, size.width(), 1, row);
            for (int x = 0; x < size.width(); x++) {
                int alpha = pixels.at(x, y) & 0xff000000;
                argb[y * size.width() + x] = alpha | row[x * 3] << 16 | row[x * 3 + 1] << 8 | row[x * 3 + 2];
            }
        }
        return new Pixels(size, argb);
    }
}

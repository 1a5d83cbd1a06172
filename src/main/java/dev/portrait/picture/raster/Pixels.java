package dev.portrait.picture.raster;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Decoded pixels, row by row.
 *
 * @param argb the colour of each pixel in sRGB: alpha, red, green, blue, not premultiplied
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Pixels(Size size, int[] argb) {

    public int at(int x, int y) {
        return argb[y * size.width() + x];
    }

    public boolean isOpaque() {
        return Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 0xff);
    }

    Pixels map(IntUnaryOperator colour) {
        return new Pixels(size, Arrays.stream(argb).map(colour).toArray());
    }
}

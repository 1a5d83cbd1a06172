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

    /** Returns the largest square in the middle. */
    public Pixels centralSquare() {
        int side = Math.min(size.width(), size.height());
        int left = (size.width() - side) / 2;
        int top = (size.height() - side) / 2;
        int[] square = new int[side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(argb, (top + y) * size.width() + left, square, y * side, side);
        }
        return new Pixels(new Size(side, side), square);
    }

    Pixels map(IntUnaryOperator colour) {
        return new Pixels(size, Arrays.stream(argb).map(colour).toArray());
    }
}

package dev.portrait.picture.drawing;

import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Scaler;
import dev.portrait.picture.raster.Size;

/** Paints square pictures. */
final class Canvas {

    // With fewer pixels, one pixel could contain several edges, and a distance describes only one.
    private static final int FINE = 128;

    private Canvas() {}

    static Pixels paint(Painting painting, int side) {
        int times = (FINE + side - 1) / side;
        Pixels fine = paintOnce(painting, side * times);
        return times == 1 ? fine : Scaler.scale(PixelRows.of(fine), new Size(side, side));
    }

    private static Pixels paintOnce(Painting painting, int side) {
        int[] argb = new int[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                argb[y * side + x] = painting.colour(place(x, side), place(y, side), 1.0 / side);
            }
        }
        return new Pixels(new Size(side, side), argb);
    }

    // Opposite pixels get places that differ in their sign only.
    private static double place(int pixel, int side) {
        return (2 * pixel + 1 - side) / (2.0 * side);
    }
}

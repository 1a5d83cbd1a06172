package dev.portrait.picture.gif;

import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.util.Arrays;

/** The smallest rectangle around some pixels of a picture. Without pixels, it is the first pixel of the picture. */
final class Area {

    private final int rowLength;
    private int left = Integer.MAX_VALUE;
    private int top;
    private int right = -1;
    private int bottom;

    Area(int rowLength) {
        this.rowLength = rowLength;
    }

    /** @param index the index of a pixel, larger than that of the previous call */
    void include(int index) {
        int x = index % rowLength;
        int y = index / rowLength;
        if (right < 0) {
            top = y;
        }
        left = Math.min(left, x);
        right = Math.max(right, x);
        bottom = y;
    }

    int left() {
        return right < 0 ? 0 : left;
    }

    int top() {
        return top;
    }

    /** Returns the pixels of the area. Those that have not changed are transparent. */
    Pixels changes(int[] before, int[] after) {
        Size size = new Size(Math.max(0, right) - left() + 1, bottom - top + 1);
        int[] argb = new int[Math.toIntExact(size.pixels())];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int i = (top + y) * rowLength + left() + x;
                argb[y * size.width() + x] = before[i] == after[i] ? 0 : after[i];
            }
        }
        return new Pixels(size, argb);
    }

    /** Returns a copy of a picture in which the area is transparent. */
    int[] cleared(int[] argb) {
        int[] copy = argb.clone();
        for (int y = top; right >= 0 && y <= bottom; y++) {
            Arrays.fill(copy, y * rowLength + left, y * rowLength + right + 1, 0);
        }
        return copy;
    }
}

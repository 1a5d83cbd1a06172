package dev.portrait.picture.gif;

import dev.portrait.picture.gif.GifFrame.Disposal;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.util.Arrays;

/** What an animation shows: its frames one after another, on a canvas that is transparent at first. */
final class GifCanvas {

    private final Pixels pixels;
    private int[] covered = {};

    GifCanvas(Size size) {
        pixels = new Pixels(size, new int[Math.toIntExact(size.pixels())]);
    }

    PixelRows rows() {
        return PixelRows.of(pixels);
    }

    /** Draws a frame over the canvas, which cuts off what lies outside. */
    void draw(GifFrame frame, PixelRows rows) {
        covered = frame.disposal() == Disposal.RESTORE ? pixels.argb().clone() : new int[0];
        Size size = pixels.size();
        int[] row = new int[rows.size().width()];
        int width = Math.min(row.length, size.width() - frame.left());
        int height = Math.min(rows.size().height(), size.height() - frame.top());
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            int from = (frame.top() + y) * size.width() + frame.left();
            for (int x = 0; x < width; x++) {
                if (row[x] >>> 24 != 0) {
                    pixels.argb()[from + x] = row[x];
                }
            }
        }
    }

    /** Removes the frame that was drawn last, if its disposal says so. */
    void dispose(GifFrame frame) {
        switch (frame.disposal()) {
            case KEEP -> {
                // the next frame is drawn over it
            }
            case CLEAR -> clear(frame);
            case RESTORE -> {
                System.arraycopy(covered, 0, pixels.argb(), 0, covered.length);
                covered = new int[0]; // free the memory before the next frame is copied
            }
        }
    }

    private void clear(GifFrame frame) {
        Size size = pixels.size();
        int right = Math.min(size.width(), frame.left() + frame.size().width());
        int bottom = Math.min(size.height(), frame.top() + frame.size().height());
        for (int y = frame.top(); y < bottom; y++) {
            int row = y * size.width();
            Arrays.fill(pixels.argb(), row + Math.min(frame.left(), right), row + right, 0);
        }
    }
}

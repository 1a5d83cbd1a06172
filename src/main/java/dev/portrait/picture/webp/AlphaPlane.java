package dev.portrait.picture.webp;

import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Size;

/** How opaque each pixel of a lossy WebP picture is, stored without compression (RFC 9649, 2.7.1.2). */
final class AlphaPlane {

    private static final int HEADER = 1;
    // Preprocessing by the encoder, which needs not be undone. Higher values are undefined.
    private static final int LEVEL_REDUCTION = 1;
    private static final int HORIZONTAL = 1;
    private static final int GRADIENT = 3;

    private final byte[] chunk;
    private final int width;

    private AlphaPlane(byte[] chunk, int width) {
        this.chunk = chunk;
        this.width = width;
    }

    /** @param chunk the content of ALPH, which is overwritten */
    static AlphaPlane read(byte[] chunk, Size size) throws PictureFault {
        int preprocessing = (chunk[0] & 0xff) >> 4;
        PictureFault.require(preprocessing <= LEVEL_REDUCTION && chunk.length - HEADER >= size.pixels());
        AlphaPlane plane = new AlphaPlane(chunk, size.width());
        plane.undo(chunk[0] >> 2 & 3, size.height());
        return plane;
    }

    int length() {
        return chunk.length;
    }

    /** Returns the rows with these alphas instead of their own. */
    PixelRows over(PixelRows rows) {
        return new PixelRows(rows.size(), (y, argb) -> {
            rows.read(y, argb);
            for (int x = 0; x < width; x++) {
                argb[x] = (argb[x] & 0xffffff) | chunk[at(x, y)] << 24;
            }
        });
    }

    private void undo(int filter, int height) {
        for (int y = 0; filter != 0 && y < height; y++) {
            for (int x = 0; x < width; x++) {
                chunk[at(x, y)] += (byte) predicted(filter, x, y);
            }
        }
    }

    private int predicted(int filter, int x, int y) {
        if (x == 0 && y == 0) {
            return 0;
        }
        if (y == 0 || (filter == HORIZONTAL && x > 0)) {
            return alpha(x - 1, y);
        }
        int above = alpha(x, y - 1);
        return filter == GRADIENT && x > 0
                ? Math.max(0, Math.min(alpha(x - 1, y) + above - alpha(x - 1, y - 1), 0xff))
                : above;
    }

    private int alpha(int x, int y) {
        return chunk[at(x, y)] & 0xff;
    }

    private int at(int x, int y) {
        return HEADER + y * width + x;
    }
}

package dev.portrait.picture;

/** How opaque each pixel of a lossy WebP picture is, where that is not compressed (RFC 9649, 2.7.1.2). */
final class AlphaPlane {

    private static final int HEADER = 1;
    // Of what encoders may have done before, nothing is to be undone; the bits above have no meaning yet.
    private static final int LEVEL_REDUCTION = 1;
    private static final int HORIZONTAL = 1;
    private static final int GRADIENT = 3;

    private final byte[] chunk;
    private final int width;

    private AlphaPlane(byte[] chunk, int width) {
        this.chunk = chunk;
        this.width = width;
    }

    /** Takes the content of an ALPH chunk, which is then no longer what it was. */
    static AlphaPlane of(byte[] chunk, Size size) throws PictureFault {
        int preprocessing = (chunk[0] & 0xff) >> 4;
        if (preprocessing > LEVEL_REDUCTION || chunk.length - HEADER < size.pixels()) {
            throw PictureFault.damaged();
        }
        AlphaPlane plane = new AlphaPlane(chunk, size.width());
        plane.undo(chunk[0] >> 2 & 3, size.height());
        return plane;
    }

    /** The rows of the picture with these alphas instead of theirs. */
    PixelRows over(PixelRows rows) {
        return new PixelRows() {
            @Override
            public Size size() {
                return rows.size();
            }

            @Override
            public void read(int y, int[] argb) {
                rows.read(y, argb);
                for (int x = 0; x < width; x++) {
                    argb[x] = (argb[x] & 0xffffff) | chunk[at(x, y)] << 24;
                }
            }
        };
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

package dev.portrait.picture.raster;

/** How a stored picture has to be turned to stand upright: the eight values of EXIF, in their order. */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, true, false),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, false, true);

    private final boolean transpose;
    private final boolean mirror;
    private final boolean flip;

    // Rows become columns first, then left and right are swapped, then top and bottom.
    Orientation(boolean transpose, boolean mirror, boolean flip) {
        this.transpose = transpose;
        this.mirror = mirror;
        this.flip = flip;
    }

    /** Returns the orientation of an EXIF value. As in browsers, values other than 1 to 8 mean upright. */
    public static Orientation of(int exif) {
        return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
    }

    public Size turn(Size size) {
        return transpose ? size.transposed() : size;
    }

    public Pixels turn(Pixels stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Size size = turn(stored.size());
        int[] turned = new int[stored.argb().length];
        for (int y = 0; y < size.height(); y++) {
            int row = flip ? size.height() - 1 - y : y;
            for (int x = 0; x < size.width(); x++) {
                int column = mirror ? size.width() - 1 - x : x;
                turned[y * size.width() + x] = transpose ? stored.at(row, column) : stored.at(column, row);
            }
        }
        return new Pixels(size, turned);
    }
}

package dev.portrait.picture;

/** How a stored picture has to be turned to stand upright: the eight values of EXIF, in their order. */
enum Orientation {
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

    // First rows become columns, then left becomes right, then top becomes bottom.
    Orientation(boolean transpose, boolean mirror, boolean flip) {
        this.transpose = transpose;
        this.mirror = mirror;
        this.flip = flip;
    }

    /** The orientation of an EXIF value; anything but 1 to 8 counts as upright, as browsers do. */
    static Orientation of(int exif) {
        return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
    }

    Size turn(Size size) {
        return transpose ? size.transposed() : size;
    }

    Pixels turn(Pixels stored) {
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

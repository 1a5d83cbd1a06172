package dev.portrait.picture;

/**
 * Decoded pixels, row by row, as sRGB with alpha in the highest byte, not multiplied.
 *
 * @param argb one number per pixel of the size
 */
// Never compared; see Picture.
@SuppressWarnings("ArrayRecordComponent")
record Pixels(Size size, int[] argb) {

    int at(int x, int y) {
        return argb[y * size.width() + x];
    }

    boolean opaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xff) {
                return false;
            }
        }
        return true;
    }
}

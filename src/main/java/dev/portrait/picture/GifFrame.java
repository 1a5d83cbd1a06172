package dev.portrait.picture;

/**
 * A frame of a GIF file.
 *
 * @param left its place on the canvas
 * @param top its place on the canvas
 * @param colours what each index means: alpha, red, green, blue
 * @param file the whole file
 * @param data where in the file the data blocks are
 * @param delay how long it is shown, in hundredths of a second, from 0 to 65,535
 */
// Never compared; see Picture.
@SuppressWarnings("ArrayRecordComponent")
record GifFrame(
        Size size,
        int left,
        int top,
        boolean interlaced,
        int[] colours,
        byte[] file,
        int data,
        int codeSize,
        int delay,
        Disposal disposal) {

    PixelRows decode() throws PictureFault {
        byte[] indices = GifCodes.decode(file, data, codeSize, Math.toIntExact(size.pixels()));
        return new PixelRows() {
            @Override
            public Size size() {
                return size;
            }

            @Override
            public void read(int y, int[] argb) {
                int row = (interlaced ? stored(y) : y) * size.width();
                for (int x = 0; x < size.width(); x++) {
                    argb[x] = colours[indices[row + x] & 0xff];
                }
            }
        };
    }

    /** Where a row is among those of the four passes (GIF89a, appendix E). */
    private int stored(int y) {
        int height = size.height();
        if (y % 8 == 0) {
            return y / 8;
        }
        if (y % 8 == 4) {
            return (height + 7) / 8 + y / 8;
        }
        return y % 2 == 0 ? (height + 3) / 4 + y / 4 : (height + 1) / 2 + y / 2;
    }
}

package dev.portrait.picture.gif;

import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Size;

/**
 * A frame of a GIF file.
 *
 * @param left its place on the canvas
 * @param top its place on the canvas
 * @param colours the colour of each index: alpha, red, green, blue
 * @param file the whole file
 * @param data where in the file the data blocks begin
 * @param delay how long it is shown, in hundredths of a second, from 0 to 65,535
 */
// Never compared.
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

    /** What happens to a frame before the next one is drawn (GIF89a, section 23). */
    enum Disposal {
        KEEP,
        CLEAR,
        RESTORE;

        /** Returns the disposal of a number. As in browsers, undefined numbers keep the frame. */
        static Disposal of(int method) {
            return switch (method) {
                case 2 -> CLEAR;
                case 3 -> RESTORE;
                default -> KEEP;
            };
        }
    }

    PixelRows decode() throws PictureFault {
        byte[] indices = GifCodes.decode(file, data, codeSize, Math.toIntExact(size.pixels()));
        return new PixelRows(size, (y, argb) -> {
            int row = (interlaced ? storedRow(y) : y) * size.width();
            for (int x = 0; x < size.width(); x++) {
                argb[x] = colours[indices[row + x] & 0xff];
            }
        });
    }

    /** Returns the position of a row in the four passes of an interlaced frame (GIF89a, appendix E). */
    private int storedRow(int y) {
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

package dev.portrait.picture.raster;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/** The rows of a decoded picture as sRGB, whatever its raster looks like, without a copy of the whole picture. */
public record PixelRows(Size size, Row row) {

    /** Reads one row. */
    @FunctionalInterface
    public interface Row {

        /** Fills an array with the colours of a row: alpha, red, green, blue, not premultiplied. */
        void read(int y, int[] argb);
    }

    public void read(int y, int[] argb) {
        row.read(y, argb);
    }

    public static PixelRows of(Pixels pixels) {
        int width = pixels.size().width();
        return new PixelRows(pixels.size(), (y, argb) -> System.arraycopy(pixels.argb(), y * width, argb, 0, width));
    }

    public static PixelRows of(BufferedImage image) {
        Raster raster = image.getRaster();
        PixelColours colours = new PixelColours(image.getColorModel(), raster.getSampleModel());
        return new PixelRows(
                new Size(raster.getWidth(), raster.getHeight()), (y, argb) -> colours.read(raster, y, argb));
    }

    /** Returns these rows as a part of a larger canvas that is transparent elsewhere. */
    public PixelRows on(Size canvas, int left, int top) {
        int[] part = new int[size.width()];
        return new PixelRows(canvas, (y, argb) -> {
            Arrays.fill(argb, 0);
            if (y >= top && y - top < size.height()) {
                read(y - top, part);
                System.arraycopy(part, 0, argb, left, part.length);
            }
        });
    }
}

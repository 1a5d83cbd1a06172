package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.util.Arrays;

/** The rows of a decoded picture as sRGB, whatever its raster looks like, without a copy of the whole. */
interface PixelRows {

    Size size();

    /** Fills one row: alpha, red, green, blue, not multiplied. */
    void read(int y, int[] argb);

    static PixelRows of(Pixels pixels) {
        return new PixelRows() {
            @Override
            public Size size() {
                return pixels.size();
            }

            @Override
            public void read(int y, int[] argb) {
                System.arraycopy(pixels.argb(), y * size().width(), argb, 0, size().width());
            }
        };
    }

    static PixelRows of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        DataBuffer data = image.getRaster().getDataBuffer();
        if (colours instanceof IndexColorModel palette && data instanceof DataBufferByte) {
            return new PaletteRows(image, palette);
        }
        boolean samples = data instanceof DataBufferByte || data instanceof DataBufferUShort;
        boolean beside = image.getSampleModel() instanceof PixelInterleavedSampleModel;
        return colours instanceof ComponentColorModel && samples && beside
                ? new ComponentRows(colours, image.getRaster())
                : new ConvertedRows(image);
    }

    /** These rows as a part of a larger canvas that is transparent elsewhere. */
    default PixelRows on(Size canvas, int left, int top) {
        PixelRows frame = this;
        int[] row = new int[frame.size().width()];
        return new PixelRows() {
            @Override
            public Size size() {
                return canvas;
            }

            @Override
            public void read(int y, int[] argb) {
                Arrays.fill(argb, 0);
                int inside = y - top;
                if (inside >= 0 && inside < frame.size().height()) {
                    frame.read(inside, row);
                    System.arraycopy(row, 0, argb, left, row.length);
                }
            }
        };
    }
}

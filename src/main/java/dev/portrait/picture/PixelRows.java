package dev.portrait.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
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
        return new PixelRows() {
            private final ColorModel colours = image.getColorModel();
            private final int[] samples =
                    new int[image.getWidth() * image.getRaster().getNumBands()];

            @Override
            public Size size() {
                return new Size(image.getWidth(), image.getHeight());
            }

            @Override
            public void read(int y, int[] argb) {
                if (colours instanceof IndexColorModel palette) {
                    row(y);
                    for (int x = 0; x < image.getWidth(); x++) {
                        argb[x] = palette.getRGB(samples[x]);
                    }
                } else if (colours instanceof ComponentColorModel && colours.getTransferType() <= 1) {
                    row(y);
                    components(argb);
                } else {
                    image.getRGB(0, y, image.getWidth(), 1, argb, 0, image.getWidth());
                }
            }

            private void row(int y) {
                Raster raster = image.getRaster();
                raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, samples);
            }

            // Grey is taken as it is: Java holds grey for linear light and would make it lighter on its way to sRGB.
            private void components(int[] argb) {
                int bands = image.getRaster().getNumBands();
                int shift = colours.getComponentSize(0) - 8;
                boolean grey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
                int green = grey ? 0 : 1;
                int blue = grey ? 0 : 2;
                for (int x = 0; x < image.getWidth(); x++) {
                    int at = x * bands;
                    int alpha = colours.hasAlpha() ? samples[at + bands - 1] >> shift : 0xff;
                    argb[x] = alpha << 24
                            | samples[at] >> shift << 16
                            | samples[at + green] >> shift << 8
                            | samples[at + blue] >> shift;
                }
            }
        };
    }

    /** These rows as a part of a larger canvas that is transparent elsewhere. */
    default PixelRows on(EncodedPicture picture) {
        PixelRows frame = this;
        int[] row = new int[frame.size().width()];
        return new PixelRows() {
            @Override
            public Size size() {
                return picture.canvas();
            }

            @Override
            public void read(int y, int[] argb) {
                Arrays.fill(argb, 0);
                int inside = y - picture.top();
                if (inside >= 0 && inside < frame.size().height()) {
                    frame.read(inside, row);
                    System.arraycopy(row, 0, argb, picture.left(), row.length);
                }
            }
        };
    }
}

package dev.portrait.picture;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * The rows of a picture with a sample of one or two bytes for each channel. Grey is taken as it is: Java holds grey for
 * linear light and would make it lighter on its way to sRGB.
 */
final class ComponentRows implements PixelRows {

    private final Raster raster;
    private final int bands;
    private final boolean alpha;
    private final int green;
    private final int blue;
    private final boolean wide;
    private final byte[] bytes;
    private final short[] shorts;

    ComponentRows(ColorModel colours, Raster raster) {
        boolean grey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        this.raster = raster;
        bands = raster.getNumBands();
        alpha = colours.hasAlpha();
        green = grey ? 0 : 1;
        blue = grey ? 0 : 2;
        wide = colours.getTransferType() == DataBuffer.TYPE_USHORT;
        bytes = new byte[wide ? 0 : raster.getWidth() * bands];
        shorts = new short[wide ? raster.getWidth() * bands : 0];
    }

    @Override
    public Size size() {
        return new Size(raster.getWidth(), raster.getHeight());
    }

    @Override
    public void read(int y, int[] argb) {
        int row = raster.getMinY() + y;
        raster.getDataElements(raster.getMinX(), row, raster.getWidth(), 1, wide ? shorts : bytes);
        for (int x = 0; x < raster.getWidth(); x++) {
            int at = x * bands;
            int pixel = sample(at) << 16 | sample(at + green) << 8 | sample(at + blue);
            argb[x] = pixel | (alpha ? sample(at + bands - 1) : 0xff) << 24;
        }
    }

    private int sample(int at) {
        return wide ? shorts[at] >> 8 & 0xff : bytes[at] & 0xff;
    }
}

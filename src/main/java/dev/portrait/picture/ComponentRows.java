package dev.portrait.picture;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * The rows of a picture with a sample of one or two bytes for each channel, pixel by pixel. Grey is taken as it is: Java
 * holds grey for linear light and would make it lighter on its way to sRGB.
 */
final class ComponentRows implements PixelRows {

    private final Raster raster;
    private final PixelInterleavedSampleModel layout;
    private final byte[] bytes;
    private final short[] shorts;
    private final boolean alpha;
    private final int green;
    private final int blue;

    ComponentRows(ColorModel colours, Raster raster) {
        this.raster = raster;
        layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        DataBuffer data = raster.getDataBuffer();
        bytes = data instanceof DataBufferByte of ? of.getData() : new byte[0];
        shorts = data instanceof DataBufferUShort of ? of.getData() : new short[0];
        alpha = colours.hasAlpha();
        boolean grey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        green = grey ? 0 : 1;
        blue = grey ? 0 : 2;
    }

    @Override
    public Size size() {
        return new Size(raster.getWidth(), raster.getHeight());
    }

    @Override
    public void read(int y, int[] argb) {
        int step = layout.getPixelStride();
        int reds = start(y, 0);
        int greens = start(y, green);
        int blues = start(y, blue);
        int alphas = start(y, raster.getNumBands() - 1);
        for (int x = 0; x < raster.getWidth(); x++) {
            int at = x * step;
            int opacity = alpha ? sample(alphas + at) : 0xff;
            argb[x] = opacity << 24 | sample(reds + at) << 16 | sample(greens + at) << 8 | sample(blues + at);
        }
    }

    private int start(int y, int band) {
        int left = raster.getMinX() - raster.getSampleModelTranslateX();
        int top = raster.getMinY() - raster.getSampleModelTranslateY();
        return raster.getDataBuffer().getOffset() + layout.getOffset(left, top + y, band);
    }

    private int sample(int at) {
        return bytes.length > 0 ? bytes[at] & 0xff : shorts[at] >> 8 & 0xff;
    }
}

package dev.portrait.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import javax.imageio.ImageTypeSpecifier;

/**
 * Where a decoder puts whole rows, in their order from the top, and of a progressive picture again and again, each time
 * better. None is kept: they go straight to a scaler.
 */
final class ScalingRaster extends WritableRaster {

    private final ColorModel colours;
    private final Scaler scaler;
    private final int[] argb;
    private int next;
    private Raster source = this;
    private ComponentRows rows;

    /** For so many pixels of a type with a sample of one or two bytes for each channel. */
    ScalingRaster(ImageTypeSpecifier type, Size size, Size target) {
        super(type.getSampleModel(size.width(), size.height()), new DataBufferByte(1), new Point());
        colours = type.getColorModel();
        scaler = new Scaler(size, target);
        argb = new int[size.width()];
        rows = new ComponentRows(colours, source);
    }

    /** This raster as the destination of a decoder. */
    BufferedImage image() {
        return new BufferedImage(colours, this, false, null);
    }

    Pixels pixels() {
        return scaler.pixels();
    }

    @Override
    public void setRect(int left, int top, Raster part) {
        if (top == 0) {
            scaler.restart();
            next = 0;
        }
        if (left != 0 || top != next || part.getWidth() != getWidth()) {
            throw new IllegalStateException("rows out of their order");
        }
        if (part != source) {
            source = part;
            rows = new ComponentRows(colours, part);
        }
        for (int y = 0; y < part.getHeight(); y++) {
            rows.read(y, argb);
            scaler.take(argb);
        }
        next += part.getHeight();
    }

    /** Only asked for the whole. */
    @Override
    public WritableRaster createWritableChild(
            int left, int top, int width, int height, int childLeft, int childTop, int[] bands) {
        if (width != getWidth() || height != getHeight() || bands != null) {
            throw new IllegalStateException("a part of what is not kept");
        }
        return this;
    }
}

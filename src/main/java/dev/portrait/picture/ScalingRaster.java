package dev.portrait.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import javax.imageio.ImageTypeSpecifier;

/**
 * Where a decoder puts whole rows, in their order from the top, and of a progressive picture again and again, each time
 * better. None is kept: they go straight to a scaler. No specification says that a decoder does so; one that does not is
 * noticed.
 */
final class ScalingRaster extends WritableRaster {

    private final ColorModel colours;
    private final Scaler scaler;
    private final int[] argb;
    private int next;
    private boolean otherwise;
    private Optional<RuntimeException> failure = Optional.empty();

    /** For so many pixels of a type that it takes. */
    ScalingRaster(ImageTypeSpecifier type, Size size, Size target) {
        super(type.getSampleModel(size.width(), size.height()), new DataBufferByte(1), new Point());
        colours = type.getColorModel();
        scaler = new Scaler(size, target);
        argb = new int[size.width()];
    }

    /** Whether there is a sample of one or two bytes for each channel, pixel by pixel. */
    static boolean takes(ImageTypeSpecifier type) {
        return type.getSampleModel() instanceof PixelInterleavedSampleModel;
    }

    /** This raster as the destination of a decoder. */
    BufferedImage image() {
        return new BufferedImage(colours, this, false, null);
    }

    /** Whether it was filled otherwise, or the scaler failed, so that the decoder may have failed for that reason. */
    boolean failed() {
        return otherwise || failure.isPresent();
    }

    /** Empty if they did not come as they should. */
    Optional<Pixels> pixels() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return otherwise || next != getHeight() ? Optional.empty() : Optional.of(scaler.pixels());
    }

    @Override
    public void setRect(int left, int top, Raster part) {
        try {
            take(left, top, part);
        } catch (RuntimeException e) {
            // A defect here: not to be taken for one of the decoder, through which it passes.
            failure = Optional.of(e);
            throw e;
        }
    }

    private void take(int left, int top, Raster part) {
        if (top == 0) {
            scaler.restart();
            next = 0;
        }
        boolean rows = left == 0
                && top == next
                && part.getWidth() == getWidth()
                && part.getHeight() <= getHeight() - top
                && part.getSampleModel() instanceof PixelInterleavedSampleModel;
        otherwise |= !rows;
        if (otherwise) {
            return;
        }
        ComponentRows source = new ComponentRows(colours, part);
        for (int y = 0; y < part.getHeight(); y++) {
            source.read(y, argb);
            scaler.take(argb);
        }
        next += part.getHeight();
    }

    /** Only asked for the whole. */
    @Override
    public WritableRaster createWritableChild(
            int left, int top, int width, int height, int childLeft, int childTop, int[] bands) {
        if (width == getWidth() && height == getHeight() && bands == null) {
            return this;
        }
        otherwise = true;
        return createCompatibleWritableRaster(width, height);
    }
}

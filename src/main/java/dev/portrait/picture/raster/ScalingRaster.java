package dev.portrait.picture.raster;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * A destination for ImageIO readers that keeps no pixels: each row goes straight to a scaler. The reader must write whole
 * rows in order from the top, and begin again at the top for each further pass, as for each scan of a progressive JPEG. The
 * readers of JDK 17 do so, but no specification requires it, so the raster notices a reader that does not.
 */
public final class ScalingRaster extends WritableRaster {

    private final ColorModel model;
    private final PixelColours colours;
    private final Scaler scaler;
    private final int[] argb;
    private int passes;
    private int nextRow;
    private int nextColumn;
    private boolean unordered;
    private Optional<RuntimeException> failure = Optional.empty();

    /**
     * @param samples a sample model that it accepts
     * @param passes how often all rows come; only those of the last pass are scaled
     */
    public ScalingRaster(ColorModel model, SampleModel samples, Size size, Size target, int passes) {
        super(samples.createCompatibleSampleModel(size.width(), size.height()), new DataBufferByte(1), new Point());
        this.model = model;
        this.passes = passes;
        colours = new PixelColours(model, samples);
        scaler = new Scaler(size, target);
        argb = new int[size.width()];
    }

    /** Whether the samples of a pixel are whole bytes or shorts next to each other. */
    public static boolean accepts(SampleModel samples) {
        return samples instanceof PixelInterleavedSampleModel;
    }

    /** Returns this raster as the destination of a reader. */
    public BufferedImage image() {
        return new BufferedImage(model, this, false, null);
    }

    /** Whether the rows came in another order or the scaler failed. Either may have made the reader fail. */
    public boolean failed() {
        return unordered || failure.isPresent();
    }

    /** Returns the scaled pixels, or empty if the rows did not come in order. */
    public Optional<Pixels> pixels() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return unordered || passes > 1 || nextRow != getHeight() ? Optional.empty() : Optional.of(scaler.pixels());
    }

    /** Takes rows: the JDK's JPEG reader writes one at a time. */
    @Override
    public void setRect(int left, int top, Raster part) {
        try {
            take(left, top, part);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** Takes the next pixel of a row: the JDK's PNG reader writes pixel by pixel. */
    @Override
    public void setPixel(int x, int y, int[] samples) {
        try {
            take(x, y, samples);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    // A defect of ours. It passes through the reader, but must not be mistaken for one of the reader's.
    private RuntimeException failed(RuntimeException defect) {
        failure = Optional.of(defect);
        return defect;
    }

    private void take(int x, int y, int[] samples) {
        unordered |= x != nextColumn || y != nextRow;
        if (unordered) {
            return;
        }
        argb[x] = colours.argb(samples, 0);
        nextColumn++;
        if (nextColumn == getWidth()) {
            nextColumn = 0;
            nextRow++;
            scaler.take(argb);
        }
    }

    private void take(int left, int top, Raster part) {
        if (top == 0) {
            passes -= nextRow == getHeight() ? 1 : 0;
            scaler.restart();
            nextRow = 0;
        }
        boolean wholeRows = left == 0
                && top == nextRow
                && part.getWidth() == getWidth()
                && part.getHeight() <= getHeight() - top
                && part.getNumBands() == getNumBands()
                && accepts(part.getSampleModel());
        unordered |= !wholeRows;
        if (unordered) {
            return;
        }
        for (int y = 0; passes <= 1 && y < part.getHeight(); y++) {
            colours.read(part, y, argb);
            scaler.take(argb);
        }
        nextRow += part.getHeight();
    }

    /** Returns itself: the JDK's JPEG reader asks for a child of the whole size. */
    @Override
    public WritableRaster createWritableChild(
            int left, int top, int width, int height, int childLeft, int childTop, int[] bands) {
        if (width == getWidth() && height == getHeight() && bands == null) {
            return this;
        }
        unordered = true;
        return createCompatibleWritableRaster(width, height);
    }
}

package dev.portrait.picture.raster;

import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;

/**
 * Turns the samples of a raster into sRGB colours. Grey samples are used as they are: Java takes them for linear light
 * and would make them lighter.
 */
final class PixelColours {

    private static final int BYTE = 8;

    private final int[] palette;
    private final int bands;
    private final int shift;
    private int[] samples = {};
    private byte[] bytes = {};

    PixelColours(ColorModel colours, SampleModel layout) {
        palette = new int[colours instanceof IndexColorModel indexed ? indexed.getMapSize() : 0];
        if (colours instanceof IndexColorModel indexed) {
            indexed.getRGBs(palette);
        }
        bands = layout.getNumBands();
        shift = Math.max(0, layout.getSampleSize(0) - BYTE);
    }

    /** Fills a row with the colours of a raster's row. */
    void read(Raster raster, int y, int[] argb) {
        int width = raster.getWidth();
        readSamples(raster, raster.getMinY() + y, width);
        for (int x = 0; x < width; x++) {
            argb[x] = argb(samples, x * bands);
        }
    }

    // Reading all bytes of a row at once is several times faster than reading each sample.
    private void readSamples(Raster raster, int y, int width) {
        int count = width * bands;
        if (samples.length < count) {
            samples = new int[count];
            bytes = new byte[count];
        }
        if (raster.getTransferType() == DataBuffer.TYPE_BYTE
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel) {
            raster.getDataElements(raster.getMinX(), y, width, 1, bytes);
            for (int i = 0; i < count; i++) {
                samples[i] = bytes[i] & 0xff;
            }
        } else {
            raster.getPixels(raster.getMinX(), y, width, 1, samples);
        }
    }

    /** @param at the index of the pixel's first sample */
    int argb(int[] pixels, int at) {
        if (palette.length > 0) {
            return palette[pixels[at]];
        }
        int first = pixels[at] >> shift;
        int opacity = bands % 2 == 0 ? pixels[at + bands - 1] >> shift : 0xff;
        return bands < 3
                ? opacity << 24 | first * 0x010101
                : opacity << 24 | first << 16 | pixels[at + 1] >> shift << 8 | pixels[at + 2] >> shift;
    }
}

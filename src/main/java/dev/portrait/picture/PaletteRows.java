package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** The rows of a picture with up to 256 colours. */
final class PaletteRows implements PixelRows {

    private final Raster raster;
    private final int[] colours = new int[256];
    private final int[] samples;

    PaletteRows(BufferedImage image, IndexColorModel palette) {
        raster = image.getRaster();
        samples = new int[raster.getWidth()];
        for (int i = 0; i < Math.min(colours.length, palette.getMapSize()); i++) {
            colours[i] = palette.getRGB(i);
        }
    }

    @Override
    public Size size() {
        return new Size(raster.getWidth(), raster.getHeight());
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, samples.length, 1, 0, samples);
        for (int x = 0; x < samples.length; x++) {
            argb[x] = colours[samples[x]];
        }
    }
}

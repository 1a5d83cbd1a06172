package dev.portrait.picture;

import java.awt.image.BufferedImage;

/** The rows of a picture of whatever kind, as Java sees its colours. */
record ConvertedRows(BufferedImage image) implements PixelRows {

    @Override
    public Size size() {
        return new Size(image.getWidth(), image.getHeight());
    }

    @Override
    public void read(int y, int[] argb) {
        image.getRGB(0, y, image.getWidth(), 1, argb, 0, image.getWidth());
    }
}

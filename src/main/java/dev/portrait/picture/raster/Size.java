package dev.portrait.picture.raster;

/** Width and height in pixels, each at least 1. */
public record Size(int width, int height) {

    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture without pixels");
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    Size transposed() {
        return new Size(height, width);
    }
}

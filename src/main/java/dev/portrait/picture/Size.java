package dev.portrait.picture;

/** Width and height in pixels, each at least 1. */
record Size(int width, int height) {

    Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture without pixels");
        }
    }

    long pixels() {
        return (long) width * height;
    }

    Size transposed() {
        return new Size(height, width);
    }
}

package dev.portrait.picture.drawing;

/** A picture that exists at every size. Its coordinates range from -0.5 to 0.5, with the centre at 0, so that both halves are exact mirrors. */
@FunctionalInterface
interface Painting {

    /**
     * Returns the colour of one pixel, with smooth edges: alpha, red, green, blue.
     *
     * @param x of the pixel's centre
     * @param y of the pixel's centre
     * @param pixel the side of the pixel
     */
    int colour(double x, double y, double pixel);
}

package dev.portrait.picture.drawing;

/**
 * A square around the origin with rounded corners. With radii of half its side, it is a circle.
 *
 * @param half half of its side
 * @param topLeft a radius, as the others
 */
record RoundedSquare(double half, double topLeft, double topRight, double bottomLeft, double bottomRight) {

    static RoundedSquare even(double half, double radius) {
        return new RoundedSquare(half, radius, radius, radius, radius);
    }

    /** How much of a pixel it covers, from 0 to 1. */
    double coverage(double x, double y, double pixel) {
        return Math.max(0, Math.min(1, 0.5 - distance(x, y) / pixel));
    }

    // From its edge, negative inside.
    private double distance(double x, double y) {
        double radius = y < 0 ? (x < 0 ? topLeft : topRight) : (x < 0 ? bottomLeft : bottomRight);
        double right = Math.abs(x) - half + radius;
        double down = Math.abs(y) - half + radius;
        double outside = right > 0 && down > 0 ? Math.sqrt(right * right + down * down) : Math.max(right, down);
        return outside - radius;
    }
}

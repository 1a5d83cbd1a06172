package dev.portrait.picture.drawing;

import java.awt.Shape;
import java.awt.geom.PathIterator;

/**
 * How much of each pixel an outline covers. Each edge adds to the pixels that it crosses the area to the right of it, negative
 * if it goes up. The sum from the left is the coverage of a pixel, exactly, or a little more at edges that overlap.
 */
final class Coverage {

    private static final double FLATNESS = 0.005;

    private final int side;
    // One column more, which gets what is to the right of the last pixel.
    private final double[] change;

    /** @param shape within the square of that many pixels */
    Coverage(Shape shape, int side) {
        this.side = side;
        change = new double[side * (side + 1)];
        double[] point = new double[2];
        double[] start = new double[2];
        double[] last = new double[2];
        for (PathIterator path = shape.getPathIterator(null, FLATNESS); !path.isDone(); path.next()) {
            int kind = path.currentSegment(point);
            double[] end = kind == PathIterator.SEG_LINETO ? point : start;
            // An outline that is not closed is filled as if it were.
            addEdge(last[0], last[1], end[0], end[1]);
            System.arraycopy(kind == PathIterator.SEG_CLOSE ? start : point, 0, last, 0, 2);
            System.arraycopy(kind == PathIterator.SEG_MOVETO ? point : start, 0, start, 0, 2);
        }
        addEdge(last[0], last[1], start[0], start[1]);
    }

    /** Returns the coverage of all pixels, from 0 to 1, row by row. */
    double[] pixels() {
        double[] pixels = new double[side * side];
        for (int y = 0; y < side; y++) {
            double sum = 0;
            for (int x = 0; x < side; x++) {
                sum += change[y * (side + 1) + x];
                pixels[y * side + x] = Math.min(1, Math.abs(sum));
            }
        }
        return pixels;
    }

    private void addEdge(double x0, double y0, double x1, double y1) {
        if (y0 == y1) {
            return;
        }
        double top = Math.min(y0, y1);
        double bottom = Math.max(y0, y1);
        double slope = (x1 - x0) / (y1 - y0);
        for (int row = (int) top; row < bottom; row++) {
            double from = Math.max(top, row);
            double to = Math.min(bottom, row + 1);
            addPart(row, x0 + slope * (from - y0), x0 + slope * (to - y0), y0 < y1 ? to - from : from - to);
        }
    }

    // The part of an edge within one row.
    private void addPart(int row, double x0, double x1, double height) {
        double left = Math.min(x0, x1);
        double right = Math.max(x0, x1);
        int column = (int) left;
        do {
            double from = Math.max(left, column);
            double to = Math.min(right, column + 1);
            double part = right > left ? height * (to - from) / (right - left) : height;
            double behind = (from + to) / 2 - column;
            change[row * (side + 1) + column] += part * (1 - behind);
            change[row * (side + 1) + column + 1] += part * behind;
            column++;
        } while (column < right);
    }
}

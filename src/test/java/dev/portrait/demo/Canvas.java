package dev.portrait.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture with flat, smooth shapes. Colours are RGB, optionally with alpha in the highest byte. */
final class Canvas {

    private final BufferedImage image;
    private final Graphics2D brush;

    Canvas(int width, int height, int background) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        brush.setColor(new Color(background));
        brush.fillRect(0, 0, width, height);
    }

    Graphics2D brush() {
        return brush;
    }

    void fill(Shape shape, int colour) {
        brush.setColor(colour >>> 24 == 0 ? new Color(colour) : new Color(colour, true));
        brush.fill(shape);
    }

    /** An ellipse by its centre and radii. */
    static Shape ellipse(double x, double y, double across, double down) {
        return new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down);
    }

    /** A rectangle by its centre, size and the radius of its corners. */
    static Shape pill(double x, double y, double width, double height, double radius) {
        return new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, 2 * radius, 2 * radius);
    }

    /** A closed shape of cubic curves: a point, and then three points for each curve. */
    static Shape curves(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 6) {
            path.curveTo(points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
        }
        path.closePath();
        return path;
    }

    byte[] png() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}

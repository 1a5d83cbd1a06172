package dev.portrait.demo;

import static dev.portrait.demo.Canvas.ellipse;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Draws hills below a sky. Colours are RGB.
 *
 * @param hills from the farthest to the nearest
 */
record Landscape(int sky, int horizon, int sun, int sunAt, List<Integer> hills) {

    static final Landscape EVENING = new Landscape(
            0x35507f, 0xf7b27a, 0xfff0c2, 1240, List.of(0xb98aa0, 0x8d6a92, 0x5f4f80, 0x3b3a66, 0x26294b));
    static final Landscape MORNING =
            new Landscape(0x7cc0de, 0xfbeecb, 0xffffff, 560, List.of(0xa9cdbd, 0x7fb49c, 0x55967c, 0x357660, 0x1f5547));

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 640;

    byte[] png() {
        Canvas canvas = new Canvas(WIDTH, HEIGHT, sky);
        canvas.brush().setPaint(new GradientPaint(0, 0, new Color(sky), 0, HEIGHT * 0.7f, new Color(horizon)));
        canvas.brush().fillRect(0, 0, WIDTH, HEIGHT);
        for (int glow = 5; glow > 0; glow--) {
            canvas.fill(ellipse(sunAt, 260, 60 + glow * 42, 60 + glow * 42), 0x16000000 | sun);
        }
        canvas.fill(ellipse(sunAt, 260, 62, 62), sun);
        cloud(canvas, 320, 150);
        cloud(canvas, 980, 110);
        cloud(canvas, 1640, 180);
        for (int i = 0; i < hills.size(); i++) {
            canvas.fill(ridge(i), hills.get(i));
        }
        return canvas.png();
    }

    private static void cloud(Canvas canvas, int x, int y) {
        int[][] puffs = {{0, 0, 90, 20}, {-50, -10, 46, 22}, {10, -22, 56, 30}, {66, -6, 42, 20}};
        Area cloud = new Area();
        for (int[] puff : puffs) {
            cloud.add(new Area(ellipse(x + puff[0], y + puff[1], puff[2], puff[3])));
        }
        canvas.fill(cloud, 0x8cffffff);
    }

    // The nearer a ridge, the lower, longer and gentler it is.
    private static Shape ridge(int depth) {
        Path2D line = new Path2D.Double();
        line.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 8) {
            double y = 300
                    + depth * 62
                    - (52 - depth * 5) * Math.sin(x / (150.0 + depth * 50) + depth * 1.9)
                    - (20 - depth * 3) * Math.sin(x / (56.0 + depth * 17) + depth * 4.1);
            line.lineTo(x, y);
        }
        line.lineTo(WIDTH, HEIGHT);
        line.closePath();
        return line;
    }
}

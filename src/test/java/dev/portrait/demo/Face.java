package dev.portrait.demo;

import static dev.portrait.demo.Canvas.curves;
import static dev.portrait.demo.Canvas.ellipse;
import static dev.portrait.demo.Canvas.pill;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.QuadCurve2D;

/** Draws a person. Colours are RGB. */
record Face(int background, int skin, int shade, int hair, int shirt, boolean longHair, boolean glasses) {

    static final Face ANN = new Face(0xf6d9c4, 0xf0b994, 0xe09f78, 0x6b3a2a, 0x2f6f73, true, false);
    static final Face BOB = new Face(0xcfe3f1, 0xb9794f, 0xa1653f, 0x2a211e, 0xd9a441, false, true);

    private static final int SIZE = 512;
    private static final int MIDDLE = SIZE / 2;
    private static final int INK = 0x33231d;

    byte[] png() {
        Canvas canvas = new Canvas(SIZE, SIZE, background);
        canvas.fill(ellipse(MIDDLE, 250, 215, 215), 0x40ffffff);
        if (longHair) {
            hairBehind(canvas);
        }
        body(canvas);
        canvas.fill(ellipse(MIDDLE - 92, 252, 18, 26), shade);
        canvas.fill(ellipse(MIDDLE + 92, 252, 18, 26), shade);
        canvas.fill(
                curves(
                        164, 214, 162, 90, 350, 90, 348, 214, 350, 296, 316, 354, 256, 354, 196, 354, 162, 296, 164,
                        214),
                skin);
        features(canvas);
        if (longHair) {
            fringe(canvas);
        } else {
            shortHair(canvas);
        }
        return canvas.png();
    }

    private void body(Canvas canvas) {
        canvas.fill(
                curves(
                        70, 540, 70, 440, 130, 408, 208, 398, 230, 416, 282, 416, 304, 398, 382, 408, 442, 440, 442,
                        540, 442, 540, 70, 540, 70, 540),
                shirt);
        canvas.fill(pill(MIDDLE, 372, 84, 100, 30), shade);
        canvas.fill(curves(206, 396, 222, 446, 290, 446, 306, 396, 300, 386, 212, 386, 206, 396), skin);
    }

    private void features(Canvas canvas) {
        for (int side : new int[] {-1, 1}) {
            canvas.fill(ellipse(MIDDLE + side * 40, 240, 9, 11), INK);
            canvas.fill(ellipse(MIDDLE + side * 40 + 3, 236, 3, 3), 0xffffff);
            canvas.fill(ellipse(MIDDLE + side * 58, 286, 20, 13), 0x38e0604c);
            stroke(canvas, hair, 7, MIDDLE + side * 58, 214, MIDDLE + side * 40, 202, MIDDLE + side * 24, 212);
        }
        stroke(canvas, shade, 6, 256, 250, 268, 276, 250, 280);
        canvas.fill(curves(218, 300, 238, 308, 274, 308, 294, 300, 290, 334, 222, 334, 218, 300), 0x8c3a34);
        canvas.fill(curves(224, 303, 240, 309, 272, 309, 288, 303, 284, 316, 228, 316, 224, 303), 0xffffff);
        if (glasses) {
            spectacles(canvas);
        }
    }

    private static void spectacles(Canvas canvas) {
        Graphics2D brush = canvas.brush();
        brush.setColor(new Color(INK));
        brush.setStroke(new BasicStroke(6));
        brush.draw(pill(MIDDLE - 42, 242, 62, 52, 22));
        brush.draw(pill(MIDDLE + 42, 242, 62, 52, 22));
        stroke(canvas, INK, 6, MIDDLE - 11, 240, MIDDLE, 232, MIDDLE + 11, 240);
    }

    private void hairBehind(Canvas canvas) {
        canvas.fill(
                curves(130, 420, 96, 330, 118, 60, 256, 66, 394, 60, 416, 330, 382, 420, 350, 452, 162, 452, 130, 420),
                hair);
    }

    private void fringe(Canvas canvas) {
        canvas.fill(
                curves(
                        148, 268, 128, 130, 190, 84, 262, 86, 350, 88, 380, 150, 364, 268, 352, 220, 322, 178, 286, 152,
                        250, 190, 180, 196, 148, 268),
                hair);
    }

    private void shortHair(Canvas canvas) {
        canvas.fill(
                curves(
                        158, 226, 136, 130, 190, 78, 262, 82, 340, 80, 378, 140, 354, 226, 348, 190, 340, 172, 324, 160,
                        280, 176, 228, 170, 196, 152, 176, 170, 164, 196, 158, 226),
                hair);
    }

    private static void stroke(Canvas canvas, int colour, int width, double... curve) {
        Graphics2D brush = canvas.brush();
        brush.setColor(new Color(colour));
        brush.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        brush.draw(new QuadCurve2D.Double(curve[0], curve[1], curve[2], curve[3], curve[4], curve[5]));
    }
}

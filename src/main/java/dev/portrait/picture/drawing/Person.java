package dev.portrait.picture.drawing;

import dev.portrait.picture.raster.Pixels;

/** Head and shoulders of nobody in particular. */
public final class Person implements Painting {

    private static final int BACKGROUND = Tone.of(0.925, 0.008, 255);
    private static final int FIGURE = Tone.of(0.70, 0.022, 255);
    private static final RoundedSquare HEAD = RoundedSquare.even(0.17, 0.17);
    private static final double HEAD_Y = -0.125;
    private static final RoundedSquare SHOULDERS = RoundedSquare.even(0.35, 0.31);
    private static final double SHOULDERS_Y = 0.43;

    private Person() {}

    public static Pixels draw(int side) {
        return Canvas.paint(new Person(), side);
    }

    @Override
    public int colour(double x, double y, double pixel) {
        double head = HEAD.coverage(x, y - HEAD_Y, pixel);
        return Tone.mix(BACKGROUND, FIGURE, Math.max(head, SHOULDERS.coverage(x, y - SHOULDERS_Y, pixel)));
    }
}

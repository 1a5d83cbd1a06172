package dev.portrait.picture.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Centres text optically in a square. */
final class Fit {

    // As parts of the side. The box fits the circle that touches the sides.
    private static final double FONT_SIZE = 0.48;
    private static final double MAX_WIDTH = 0.68;
    private static final double MAX_HEIGHT = 0.60;
    // Half the height of a capital letter, as a part of the font's size.
    private static final double MIDDLE = -0.36;

    private Fit() {}

    /** @param outline as {@link Lettering} returns it, not empty */
    static Shape centred(Shape outline, int side) {
        Rectangle2D ink = outline.getBounds2D();
        double scale = side * Math.min(FONT_SIZE, Math.min(MAX_WIDTH / ink.getWidth(), MAX_HEIGHT / ink.getHeight()));
        // An accent or a tail moves the letter a little, not by all of its height.
        double middle = (MIDDLE + ink.getCenterY()) / 2;
        double slack = (side / scale * MAX_HEIGHT - ink.getHeight()) / 2;
        middle = Math.max(ink.getCenterY() - slack, Math.min(ink.getCenterY() + slack, middle));
        AffineTransform place = AffineTransform.getTranslateInstance(side / 2.0, side / 2.0);
        place.scale(scale, scale);
        place.translate(-ink.getCenterX(), -middle);
        return place.createTransformedShape(outline);
    }
}

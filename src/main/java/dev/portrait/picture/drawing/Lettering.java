package dev.portrait.picture.drawing;

import java.awt.Shape;
import java.util.Optional;

/** Knows what text looks like. */
@FunctionalInterface
public interface Lettering {

    /**
     * Returns the outline of a text, where the font's size is 1 and the baseline is at 0.
     *
     * @return empty if a part of the text cannot be shown
     */
    Optional<Shape> outline(String text);
}

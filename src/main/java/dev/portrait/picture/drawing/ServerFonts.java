package dev.portrait.picture.drawing;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fonts of the server. Only outlines are asked of them, so no display and no graphics environment is needed. */
public final class ServerFonts implements Lettering {

    private static final Pattern CHARACTER = Pattern.compile("\\X"); // a grapheme cluster
    // A logical font: Java takes each character from the first font of the server that has it.
    private static final String FAMILY = Font.SANS_SERIF;
    private static final int SIZE = 100;

    /**
     * Returns the outline of a text. Sets the platform class loader as the context class loader: AWT keeps that of its first caller, which
     * would keep an undeployed application in memory.
     */
    @Override
    public Optional<Shape> outline(String text) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Font font = new Font(FAMILY, Font.PLAIN, SIZE);
            return isShown(text, font) ? Optional.of(draw(text, font)) : Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // Fonts of coloured bitmaps, as those of emoji, have characters without an outline.
    private static boolean isShown(String text, Font font) {
        return text.codePoints().allMatch(character -> isInvisible(character) || font.canDisplay(character))
                && CHARACTER
                        .matcher(text)
                        .results()
                        .noneMatch(
                                match -> draw(match.group(), font).getBounds2D().isEmpty());
    }

    // Joiners and variation selectors tell how to draw their neighbours. Few fonts have them.
    private static boolean isInvisible(int character) {
        return Character.getType(character) == Character.FORMAT || (character >= 0xfe00 && character <= 0xfe0f);
    }

    private static Shape draw(String text, Font font) {
        TextLayout layout = new TextLayout(text, font, new FontRenderContext(null, true, true));
        return layout.getOutline(AffineTransform.getScaleInstance(1.0 / SIZE, 1.0 / SIZE));
    }
}

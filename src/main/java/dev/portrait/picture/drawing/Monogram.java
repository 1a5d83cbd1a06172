package dev.portrait.picture.drawing;

import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.util.Arrays;
import java.util.Optional;

/** White initials on a colour. */
public final class Monogram {

    private static final int WHITE = 0xffffffff;
    // Two grapheme clusters.
    private static final int MAX_CODE_UNITS = 32;

    private final Lettering fonts;

    public Monogram(Lettering fonts) {
        this.fonts = new CautiousFonts(fonts);
    }

    /**
     * Draws one or two grapheme clusters on the colour of a digest.
     *
     * @param digest at least 16 bytes
     * @return empty if no font of the server shows all of the text, or if fonts cannot be used
     */
    public Optional<Pixels> draw(String text, byte[] digest, int side) {
        int background = background(digest);
        if (text.isBlank() || text.length() > MAX_CODE_UNITS) {
            return Optional.empty();
        }
        return fonts.outline(text)
                .map(outline -> paint(new Coverage(Fit.centred(outline, side), side), background, side));
    }

    // White has a contrast of at least 4.5 on it in every hue.
    private static int background(byte[] digest) {
        return Tone.of(0.5, 0.12, new Dice(digest).hue());
    }

    private static Pixels paint(Coverage text, int background, int side) {
        int[] argb = Arrays.stream(text.pixels())
                .mapToInt(coverage -> Tone.mix(background, WHITE, coverage))
                .toArray();
        return new Pixels(new Size(side, side), argb);
    }
}

package dev.portrait.picture.drawing;

import dev.portrait.picture.raster.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pattern that stands for a digest: five by five places, mirrored, in two tones of one hue. */
public final class Identicon implements Painting {

    private static final int ROWS = 5;
    private static final int COLUMNS = 3;
    // Of 15 places. With other numbers, patterns look empty or full.
    private static final int FEWEST = 8;
    private static final int VARIETY = 3;
    // The corners of the grid stay inside a circle that touches the sides of the picture.
    private static final double PLACE = 0.69 / ROWS;

    private final List<Optional<Stone>> stones = new ArrayList<>();
    private final int background;
    private final int first;
    private final int second;

    private Identicon(Dice dice) {
        double hue = dice.hue();
        background = Tone.of(0.955, 0.03, hue);
        first = Tone.of(0.48, 0.16, hue);
        second = Tone.of(0.605, 0.16, hue);
        int places = ROWS * COLUMNS;
        int missing = FEWEST + dice.below(VARIETY);
        for (int place = 0; place < places; place++) {
            boolean filled = dice.below(places - place) < missing;
            missing -= filled ? 1 : 0;
            stones.add(filled ? Optional.of(Stone.of(dice, place % COLUMNS == 0)) : Optional.empty());
        }
    }

    /** Draws the pattern of a digest of at least 16 bytes. */
    public static Pixels draw(byte[] digest, int side) {
        return Canvas.paint(new Identicon(new Dice(digest)), side);
    }

    @Override
    public int colour(double x, double y, double pixel) {
        double right = Math.abs(x) / PLACE;
        double down = y / PLACE;
        int column = (int) Math.round(right);
        int row = (int) Math.round(down) + ROWS / 2;
        if (column >= COLUMNS || row < 0 || row >= ROWS) {
            return background;
        }
        Optional<Stone> stone = stones.get(row * COLUMNS + column);
        if (stone.isEmpty()) {
            return background;
        }
        double coverage = stone.get().shape().coverage(right - column, down - (row - ROWS / 2), pixel / PLACE);
        return Tone.mix(background, stone.get().second() ? second : first, coverage);
    }
}

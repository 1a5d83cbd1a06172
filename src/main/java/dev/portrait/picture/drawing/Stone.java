package dev.portrait.picture.drawing;

import java.util.List;

/**
 * One shape of an identicon.
 *
 * @param shape its outline, where a place of the grid has a side of 1
 * @param second whether it has the second tone
 */
record Stone(RoundedSquare shape, boolean second) {

    private static final double HALF = 0.46;
    private static final double SHARP = 0.14;

    private static final RoundedSquare CIRCLE = RoundedSquare.even(HALF, HALF);
    private static final RoundedSquare TILE = RoundedSquare.even(HALF, 0.2);
    // These are mirrors of themselves, as the middle column needs.
    private static final List<RoundedSquare> UPRIGHT = List.of(
            CIRCLE,
            TILE,
            new RoundedSquare(HALF, HALF, HALF, SHARP, SHARP),
            new RoundedSquare(HALF, SHARP, SHARP, HALF, HALF));
    private static final List<RoundedSquare> ALL = List.of(
            CIRCLE,
            TILE,
            new RoundedSquare(HALF, HALF, SHARP, SHARP, HALF),
            new RoundedSquare(HALF, SHARP, HALF, HALF, SHARP));

    static Stone of(Dice dice, boolean middle) {
        List<RoundedSquare> shapes = middle ? UPRIGHT : ALL;
        return new Stone(shapes.get(dice.below(shapes.size())), dice.below(5) < 2);
    }
}

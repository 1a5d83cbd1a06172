package dev.portrait.picture;

import java.util.List;
import java.util.OptionalInt;

/**
 * A GIF file that has been walked without decoding.
 *
 * @param frames at least one; one alone is a still picture
 * @param repeats how often it is to run again, 0 for ever; empty if it runs once
 */
record GifAnimation(Size canvas, List<GifFrame> frames, OptionalInt repeats) {

    boolean still() {
        return frames.size() == 1;
    }

    /** The first frame on its canvas, at that size. */
    Pixels scaledFirst(Size target) throws PictureFault {
        GifFrame first = frames.get(0);
        return Scaler.scale(first.decode().on(canvas, first.left(), first.top()), target);
    }
}

package dev.portrait.picture;

import java.util.List;
import java.util.OptionalInt;

/**
 * A GIF file that has been walked without decoding.
 *
 * @param frames at least one; one alone is a still picture
 * @param repeats how often it is to run again, 0 for ever; empty if it runs once
 */
record GifAnimation(List<GifFrame> frames, OptionalInt repeats) {

    boolean still() {
        return frames.size() == 1;
    }

    EncodedPicture first() {
        return frames.get(0).picture();
    }
}

package dev.portrait.picture.format;

import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.util.Optional;

/**
 * A picture file that was read without decoding it, and is within the limits.
 *
 * @param size the size before the picture is turned
 * @param orientation how the decoded picture has to be turned
 * @param colours what the decoded samples mean
 * @param estimate what decoding takes
 * @param decoding decodes the picture, or the first frame of an animation
 * @param animation decodes an animation; empty for a still picture
 */
public record CheckedPicture(
        Size size,
        Orientation orientation,
        Colours colours,
        Estimate estimate,
        Decoding decoding,
        Optional<Animation> animation) {

    // Converting its colours and turning it.
    private static final int COPIES_OF_RESULT = 2;

    /** A still picture. */
    public CheckedPicture(Size size, Orientation orientation, Colours colours, Estimate estimate, Decoding decoding) {
        this(size, orientation, colours, estimate, decoding, Optional.empty());
    }

    /** The size once it is turned. */
    public Size uprightSize() {
        return orientation.turn(size);
    }

    /**
     * Returns the memory that decoding takes.
     *
     * @param target the upright size of the result
     */
    public WorkingMemory memory(Size target) {
        return estimate.of(orientation.turn(target)).plusHeap(COPIES_OF_RESULT * Integer.BYTES * target.pixels());
    }

    /** Decodes it at that size: upright, in sRGB. */
    public Pixels upright(Size target) throws PictureFault {
        Pixels stored = decoding.scale(orientation.turn(target));
        return orientation.turn(colours.toSrgb(stored));
    }

    /** Estimates the memory that decoding takes. */
    @FunctionalInterface
    public interface Estimate {

        /** Returns the memory for a target that is not turned either. */
        WorkingMemory of(Size target);
    }

    /** Decodes a still picture. */
    @FunctionalInterface
    public interface Decoding {

        /** Returns the pixels scaled to the target, which is not turned either. */
        Pixels scale(Size target) throws PictureFault;
    }

    /** Decodes an animation. */
    @FunctionalInterface
    public interface Animation {

        /** Returns a GIF of the same frames and timing, scaled to the target; empty if it would become too large. */
        Optional<byte[]> scale(Size target) throws PictureFault;
    }
}

package dev.portrait.picture.format;

import dev.portrait.picture.raster.Size;

/**
 * How large one picture may be. The first three limits are settings.
 *
 * @param maxBytes the bytes of a file
 * @param maxPixels width times height of the canvas and of every frame, and the pixels of all frames of an animation
 * @param maxFrames the frames of an animation; of a longer one, the first frame is used
 */
public record PictureLimits(int maxBytes, long maxPixels, int maxFrames) {

    // Each row needs a buffer, so a long side costs more than its pixels. JPEG cannot have longer sides.
    private static final int MAX_SIDE = 65_535;

    /** Refuses a file that is too large. */
    public void checkBytes(int bytes) throws PictureFault {
        if (bytes > maxBytes) {
            throw PictureFault.tooManyBytes(maxBytes);
        }
    }

    /** Returns the size unless it is too large. Call it before allocating anything of that size. */
    public Size checkSize(long width, long height) throws PictureFault {
        PictureFault.require(width >= 1 && height >= 1);
        // Sides are compared first, so that the product cannot overflow.
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > maxPixels) {
            throw PictureFault.tooManyPixels(maxPixels);
        }
        return new Size((int) width, (int) height);
    }

    /**
     * Refuses a picture that takes more to decode than any picture may. A few bytes can ask for much work per pixel, so
     * the pixels alone do not bound it.
     *
     * @param cost what the picture takes, in proportion to its pixels
     */
    public static void checkCost(Size size, long cost, long maxCost) throws PictureFault {
        if (cost > maxCost) {
            throw PictureFault.tooCostly((long) (size.pixels() * ((double) maxCost / cost)));
        }
    }

    /**
     * Whether an animation may stay one.
     *
     * @param pixels of all frames together
     */
    public boolean allowAnimation(int frames, long pixels) {
        return frames <= maxFrames && (frames == 1 || pixels <= maxPixels);
    }
}

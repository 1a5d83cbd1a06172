package dev.portrait.picture;

import dev.portrait.config.Settings;

/**
 * How much one picture may ask for.
 *
 * @param maxBytes the largest file, in bytes
 * @param maxPixels the largest width times height, of the canvas and of every frame, and of all frames of an animation
 * @param maxFrames the longest animation that stays one
 */
public record PictureLimits(int maxBytes, long maxPixels, int maxFrames) {

    /** The limits that the administrator has set. */
    public static PictureLimits of(Settings settings) {
        return new PictureLimits(settings.pictureMaxBytes(), settings.pictureMaxPixels(), settings.pictureMaxFrames());
    }

    /** Longer sides cost what the pixels do not tell: a buffer for each row, and JPEG cannot have them at all. */
    private static final int MAX_SIDE = 65_535;

    /** The size, if it is not too large. To be asked before anything of that size is allocated. */
    Size check(Size size) throws PictureFault {
        if (size.pixels() > maxPixels || size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw PictureFault.tooManyPixels(maxPixels);
        }
        return size;
    }

    Size check(long width, long height) throws PictureFault {
        if (width < 1 || height < 1) {
            throw PictureFault.damaged();
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw PictureFault.tooManyPixels(maxPixels);
        }
        return check(new Size((int) width, (int) height));
    }
}

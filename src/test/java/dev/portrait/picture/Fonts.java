package dev.portrait.picture;

import dev.portrait.picture.format.PictureLimits;

/** The fonts of this machine, which the server under test uses too. */
public final class Fonts {

    private static final PictureLimits LIMITS = new PictureLimits(1, 1, 1);

    private Fonts() {}

    /** Returns whether Java can draw Latin letters here. */
    public static boolean exist() {
        return new AvatarPictures(LIMITS).initials("XY", new byte[16], 64).isPresent();
    }
}

package dev.portrait.picture.format;

import dev.portrait.picture.raster.Orientation;

/**
 * Finds the orientation in the first directory of EXIF's TIFF structure. A full parser would follow offsets and counts
 * that an attacker chose. This one reads at most one directory, and never refuses a picture, since cameras write much
 * broken EXIF.
 */
public final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int LAST = 8;

    private Exif() {}

    public static Orientation orientation(ByteCursor tiff) {
        try {
            return Orientation.of(find(tiff));
        } catch (PictureFault e) {
            return Orientation.UPRIGHT;
        }
    }

    private static int find(ByteCursor tiff) throws PictureFault {
        boolean little = tiff.startsWith("II*\0");
        if (!little && !tiff.startsWith("MM\0*")) {
            return 0;
        }
        tiff.skip(4);
        tiff.skip((little ? tiff.u32le() : tiff.u32()) - 8);
        int entries = u16(tiff, little);
        for (int i = 0; i < entries; i++) {
            int tag = u16(tiff, little);
            int type = u16(tiff, little);
            long count = little ? tiff.u32le() : tiff.u32();
            int value = u16(tiff, little);
            tiff.skip(2);
            if (tag == ORIENTATION && type == SHORT && count == 1 && value >= 1 && value <= LAST) {
                return value;
            }
        }
        return 0;
    }

    private static int u16(ByteCursor tiff, boolean little) throws PictureFault {
        return little ? tiff.u16le() : tiff.u16();
    }
}

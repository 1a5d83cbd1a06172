package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Finds and changes parts of JPEG files. */
public final class Jpegs {

    static final int BEHIND_JFIF = 20;

    private static final int EXIF = 0xe1;
    private static final int PROFILE = 0xe2;
    private static final int BLOCKS_OF_RUN = 1 << 14;

    private Jpegs() {}

    public static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }

    static byte[] withoutEnd(byte[] jpeg) {
        return cut(jpeg, 2);
    }

    static byte[] cut(byte[] file, int bytes) {
        return Arrays.copyOf(file, file.length - bytes);
    }

    static byte[] withoutJfif(byte[] jpeg) {
        return Photos.append(hex("ffd8"), Arrays.copyOfRange(jpeg, BEHIND_JFIF, jpeg.length));
    }

    /** Returns where the scan of that number begins, counted from 0. */
    static int scan(byte[] jpeg, int number) {
        int at = -1;
        for (int i = 0; i <= number; i++) {
            at = marker(jpeg, at + 1, 0xda);
        }
        return at;
    }

    /** Returns where the data of the first scan end. */
    static int behindFirstScan(byte[] jpeg) {
        int at = scan(jpeg, 0) + 2;
        while (jpeg[at] != -1 || jpeg[at + 1] == 0) {
            at++;
        }
        return at;
    }

    static int marker(byte[] jpeg, int from, int marker) {
        int at = from;
        while (jpeg[at] != -1 || (jpeg[at + 1] & 0xff) != marker) {
            at++;
        }
        return at;
    }

    /** Adds EXIF segments with these orientations, in this order; 0 for a segment without orientation. */
    static byte[] turned(byte[] jpeg, int... orientations) {
        byte[] turned = jpeg;
        for (int i = orientations.length - 1; i >= 0; i--) {
            byte[] none = Photos.append(Photos.latin1("Exif\0\0"), hex("4d4d002a00000008 0000 00000000"));
            turned =
                    Photos.withSegment(turned, EXIF, orientations[i] == 0 ? none : Photos.exifSegment(orientations[i]));
        }
        return turned;
    }

    /** Adds a part of a colour profile. */
    static byte[] withProfilePart(byte[] jpeg, int number, int of, byte[] part) {
        byte[] head = Photos.append(Photos.latin1("ICC_PROFILE\0"), new byte[] {(byte) number, (byte) of});
        return Photos.withSegment(jpeg, PROFILE, Photos.append(head, part));
    }

    /** Returns a progressive photo of that many scans. Those added to the usual ones are empty. */
    static byte[] progressive(int width, int height, int scans) {
        byte[] jpeg = Photos.progressiveJpeg(width, height);
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        for (int i = count(jpeg); i < scans; i++) {
            // A table with one code for a run of empty blocks, and a scan of the highest coefficient with it
            added.writeBytes(hex("ffc4 0014 13 01000000000000000000000000000000 e0"));
            added.writeBytes(hex("ffda 0008 01 01 03 3f3f 00"));
            int blocks = (width + 7) / 8 * ((height + 7) / 8);
            if (blocks > BLOCKS_OF_RUN) {
                throw new IllegalArgumentException("more than one run");
            }
            added.writeBytes(hex("0001"));
        }
        return Photos.insert(jpeg, scan(jpeg, 0), added.toByteArray());
    }

    /** Returns the number of scans. */
    static int count(byte[] jpeg) {
        int count = 0;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            count += jpeg[i] == -1 && (jpeg[i + 1] & 0xff) == 0xda ? 1 : 0;
        }
        return count;
    }
}

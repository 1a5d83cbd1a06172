package dev.portrait.picture.png;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The palette and the transparent colour of a PNG file, written so that the JDK's reader decodes what browsers show.
 *
 * @param palette the content of PLTE; empty if the colour type has no palette
 * @param transparency the content of tRNS; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngColours(PngHeader header, byte[] palette, byte[] transparency) {

    private static final int OPAQUE = 0xff000000;
    private static final int MAX_ALPHAS = 256;

    PngColours {
        int channels = header.colourType() == PngHeader.RGB ? 3 : 1;
        boolean fits = header.hasPalette() ? transparency.length <= MAX_ALPHAS : transparency.length >= 2 * channels;
        transparency = fits && !header.hasAlpha() ? transparency : new byte[0];
    }

    /**
     * Whether the file is written with a palette. Grey of less than eight bits with a transparent value needs one: the
     * JDK's reader compares the value with samples that are already scaled to eight bits (seen in JDK 17.0.15 and 25).
     */
    boolean indexed() {
        return header.hasPalette() || (header.isGrey() && header.depth() < 8 && transparency.length > 0);
    }

    /** The content of PLTE: a colour for each value of a sample. */
    byte[] rgb() {
        ByteBuffer rgb = ByteBuffer.allocate(3 << header.depth());
        for (int colour : argb()) {
            rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return rgb.array();
    }

    /** The content of tRNS; empty if there is none. */
    byte[] alpha() {
        if (transparency.length == 0) {
            return transparency;
        }
        if (indexed()) {
            ByteBuffer alphas = ByteBuffer.allocate(1 << header.depth());
            for (int colour : argb()) {
                alphas.put((byte) (colour >>> 24));
            }
            return alphas.array();
        }
        byte[] key = Arrays.copyOf(transparency, header.colourType() == PngHeader.RGB ? 6 : 2);
        // The unused bits should be 0. Where they are not, browsers ignore them (w3c/png#29), the JDK's reader does
        // not.
        for (int i = 0; header.depth() == 8 && i < key.length; i += 2) {
            key[i] = 0;
        }
        return key;
    }

    // Browsers show a pixel beyond the end of the palette in its last colour.
    private int[] argb() {
        int[] argb = new int[1 << header.depth()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = header.hasPalette() ? entry(Math.min(i, palette.length / 3 - 1)) : grey(i, argb.length - 1);
        }
        return argb;
    }

    private int entry(int i) {
        int alpha = i < transparency.length ? transparency[i] << 24 : OPAQUE;
        return alpha | (palette[3 * i] & 0xff) << 16 | (palette[3 * i + 1] & 0xff) << 8 | (palette[3 * i + 2] & 0xff);
    }

    private int grey(int sample, int most) {
        int alpha = sample == (transparency[1] & 0xff) ? 0 : OPAQUE;
        return alpha | sample * 0xff / most * 0x010101;
    }
}

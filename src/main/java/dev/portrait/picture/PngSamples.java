package dev.portrait.picture;

import java.util.Arrays;

/** What the bytes of a PNG file's row mean (PNG third edition, sections 6, 7.2 and 11.3.1). */
final class PngSamples {

    private static final int PALETTE = 3;
    private static final int COLOURED = 2;
    private static final int WITH_ALPHA = 4;
    private static final int OPAQUE = 0xff000000;

    private final int depth;
    private final boolean palette;
    private final boolean coloured;
    private final boolean alpha;
    private final int bits;
    private final int step;
    // For one sample of at most a byte for each pixel, the colour of each of its values.
    private final int[] colours;
    private int known;
    private byte[] transparent = {};

    /** Of one pixel in each {@code step} of a row, the one in their middle. */
    PngSamples(int colourType, int depth, int step) {
        this.depth = depth;
        this.step = step;
        palette = colourType == PALETTE;
        coloured = (colourType & COLOURED) != 0;
        alpha = (colourType & WITH_ALPHA) != 0;
        bits = depth * (palette ? 1 : (coloured ? 3 : 1) + (alpha ? 1 : 0));
        colours = new int[bits <= 8 ? 1 << bits : 0];
        for (int value = 0; value < colours.length; value++) {
            int grey = palette ? 0 : value * 0xff / (colours.length - 1);
            colours[value] = OPAQUE | grey * 0x010101;
        }
    }

    /** The content of PLTE. Pixels that have no colour there get the last one, as browsers show them. */
    void palette(byte[] rgb) {
        known = Math.min(colours.length, rgb.length / 3);
        for (int i = 0; i < known; i++) {
            colours[i] = OPAQUE | (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
        }
        Arrays.fill(colours, known, colours.length, colours[known - 1]);
    }

    /** The content of tRNS, after that of PLTE: how opaque each colour of the palette is, or which one is transparent. */
    void transparent(byte[] content) {
        if (palette) {
            for (int i = 0; i < Math.min(known, content.length); i++) {
                colours[i] = (colours[i] & 0xffffff) | content[i] << 24;
            }
            Arrays.fill(colours, known, colours.length, colours[known - 1]);
        } else if (colours.length > 0) {
            int sample = content[1] & 0xff;
            if (sample < colours.length) {
                colours[sample] &= 0xffffff;
            }
        } else {
            // Two bytes for each channel, of which eight bits of depth need the lower one.
            transparent = new byte[bytesOfPixel()];
            for (int i = 0; i < transparent.length; i++) {
                transparent[i] = content[depth == 16 ? i : 2 * i + 1];
            }
        }
    }

    int bytesOf(int pixels) {
        return Math.toIntExact(((long) pixels * bits + 7) / 8);
    }

    /** At least one, however many pixels are in a byte. */
    int bytesOfPixel() {
        return Math.max(1, bits / 8);
    }

    /** Fills the row: alpha, red, green, blue, not multiplied. */
    void read(byte[] row, int[] argb) {
        if (colours.length > 0) {
            readIndices(row, argb);
        } else {
            readChannels(row, argb);
        }
    }

    private void readIndices(byte[] row, int[] argb) {
        for (int x = 0, bit = step / 2 * bits; x < argb.length; x++, bit += step * bits) {
            int right = 8 - bits - bit % 8;
            argb[x] = colours[row[bit / 8] >> right & (colours.length - 1)];
        }
    }

    private void readChannels(byte[] row, int[] argb) {
        int bytes = depth / 8;
        int pixel = bytesOfPixel();
        int green = coloured ? bytes : 0;
        int blue = 2 * green;
        for (int x = 0, at = step / 2 * pixel; x < argb.length; x++, at += step * pixel) {
            int opacity = alpha ? row[at + pixel - bytes] & 0xff : opacity(row, at);
            argb[x] = opacity << 24 | (row[at] & 0xff) << 16 | (row[at + green] & 0xff) << 8 | (row[at + blue] & 0xff);
        }
    }

    private int opacity(byte[] row, int at) {
        boolean clear = transparent.length > 0
                && Arrays.equals(row, at, at + transparent.length, transparent, 0, transparent.length);
        return clear ? 0 : 0xff;
    }
}

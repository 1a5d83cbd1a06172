package dev.portrait.picture.gif;

import dev.portrait.picture.raster.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * Up to 255 colours for a picture, and one for transparent pixels. The colours are found by median cut (Heckbert 1982) over
 * cells of five bits per channel. Each colour is the mean of the pixels that it replaces, so a picture of few colours does
 * not change.
 */
public final class Palette {

    private static final int COLOURS = 255;
    private static final int CELLS = 1 << 15;
    private static final int CHANNELS = 3;

    private final int[] counts = new int[CELLS];
    private final long[][] sums = new long[CHANNELS][CELLS];
    private final byte[][] colours = new byte[CHANNELS][COLOURS + 1];
    private final byte[] indices = new byte[CELLS];

    private Palette(int[] argb) {
        for (int pixel : argb) {
            if (pixel != 0) {
                count(pixel);
            }
        }
        int index = 0;
        for (Box box : boxes()) {
            fill(++index, box);
        }
    }

    /** Returns the picture with a palette. Its first colour is transparent. */
    static BufferedImage index(Pixels pixels) {
        return new Palette(pixels.argb()).apply(pixels);
    }

    private void count(int pixel) {
        int cell = cell(pixel);
        counts[cell]++;
        for (int channel = 0; channel < CHANNELS; channel++) {
            sums[channel][cell] += pixel >> (16 - 8 * channel) & 0xff;
        }
    }

    private static int cell(int pixel) {
        return (pixel >> 9 & 0x7c00) | (pixel >> 6 & 0x3e0) | (pixel >> 3 & 0x1f);
    }

    private static int coordinate(int cell, int channel) {
        return cell >> (10 - 5 * channel) & 0x1f;
    }

    private Queue<Box> boxes() {
        Queue<Box> boxes =
                new PriorityQueue<>(Comparator.comparingLong(Box::weight).reversed());
        int[] all = IntStream.range(0, CELLS).filter(cell -> counts[cell] > 0).toArray();
        if (all.length > 0) {
            boxes.add(box(all));
        }
        while (!boxes.isEmpty() && boxes.size() < COLOURS && boxes.element().weight() > 0) {
            Box largest = boxes.remove();
            int middle = median(largest);
            boxes.add(box(Arrays.copyOfRange(largest.cells(), 0, middle)));
            boxes.add(box(Arrays.copyOfRange(largest.cells(), middle, largest.cells().length)));
        }
        return boxes;
    }

    // Sorts the cells along the longest side, and returns where to cut. Both parts have at least one cell.
    private int median(Box box) {
        int[] cells = box.cells();
        for (int i = 0; i < cells.length; i++) {
            cells[i] |= coordinate(cells[i], box.channel()) << 15;
        }
        Arrays.sort(cells);
        long half = box.pixels() / 2;
        long passed = 0;
        int middle = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] &= CELLS - 1;
            passed += counts[cells[i]];
            if (passed <= half) {
                middle = i + 1;
            }
        }
        return Math.max(1, Math.min(middle, cells.length - 1));
    }

    private Box box(int[] cells) {
        int channel = 0;
        int longest = -1;
        for (int candidate = 0; candidate < CHANNELS; candidate++) {
            int least = 0x1f;
            int most = 0;
            for (int cell : cells) {
                least = Math.min(least, coordinate(cell, candidate));
                most = Math.max(most, coordinate(cell, candidate));
            }
            if (most - least > longest) {
                longest = most - least;
                channel = candidate;
            }
        }
        long pixels = Arrays.stream(cells).mapToLong(cell -> counts[cell]).sum();
        return new Box(cells, channel, pixels, pixels * longest);
    }

    private void fill(int index, Box box) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            long sum = 0;
            for (int cell : box.cells()) {
                sum += sums[channel][cell];
            }
            colours[channel][index] = (byte) Math.round((double) sum / box.pixels());
        }
        for (int cell : box.cells()) {
            indices[cell] = (byte) index;
        }
    }

    private BufferedImage apply(Pixels pixels) {
        IndexColorModel model = new IndexColorModel(8, COLOURS + 1, colours[0], colours[1], colours[2], 0);
        int width = pixels.size().width();
        int height = pixels.size().height();
        byte[] samples = new byte[width * height];
        for (int i = 0; i < samples.length; i++) {
            int pixel = pixels.argb()[i];
            samples[i] = pixel == 0 ? 0 : indices[cell(pixel)];
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, width, height, samples);
        return image;
    }

    /**
     * Cells that share a colour.
     *
     * @param channel the channel in which the box is longest
     * @param weight how much is gained by cutting it
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Box(int[] cells, int channel, long pixels, long weight) {}
}

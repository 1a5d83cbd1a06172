package dev.portrait.benchmark;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * Paints pictures that are as expensive to decode as a photo of the same size. They have a gradient, detail at every scale
 * that decreases towards the finest, hard edges, and sensor noise that differs between the channels.
 */
final class SyntheticPhoto {

    private static final int COARSEST = 512;
    private static final int LATTICE = 256;

    private final int width;
    private final int height;
    private final double detail;
    private final double grain;
    private final Random random = new Random(12);
    private final double[] lattice =
            new Random(7).doubles(LATTICE * LATTICE, -1, 1).toArray();

    private SyntheticPhoto(int width, int height, double detail, double grain) {
        this.width = width;
        this.height = height;
        this.detail = detail;
        this.grain = grain;
    }

    /**
     * Returns the same picture for the same arguments.
     *
     * @param detail the amplitude of the brightness changes, on a scale of 255
     * @param grain the standard deviation of the noise, on a scale of 255
     */
    static BufferedImage picture(int width, int height, double detail, double grain) {
        return new SyntheticPhoto(width, height, detail, grain).paint();
    }

    private BufferedImage paint() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double light = detail * texture(x, y) + (inShape(x, y) ? -60 : 0);
                double slope = (double) y / height;
                int red = sample(190 - 90 * slope + light);
                int green = sample(170 - 50 * slope + light);
                int blue = sample(210 - 140 * slope + light * 0.8);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private int sample(double light) {
        return (int) Math.max(0, Math.min(255, Math.round(light + grain * random.nextGaussian())));
    }

    // Discs of different sizes in a grid, which have edges in every direction.
    private boolean inShape(int x, int y) {
        int cell = width / 8;
        double radius = cell * (0.2 + 0.25 * Math.abs(at(x / cell, y / cell)));
        return Math.hypot(x % cell - cell / 2.0, y % cell - cell / 2.0) < radius;
    }

    private double texture(int x, int y) {
        double sum = 0;
        double weight = 1;
        for (int scale = COARSEST; scale > 1; scale /= 2) {
            sum += weight * smooth((double) x / scale, (double) y / scale);
            weight *= 0.8;
        }
        return sum;
    }

    private double smooth(double x, double y) {
        int column = (int) x;
        int row = (int) y;
        double right = x - column;
        double below = y - row;
        double upper = at(column, row) * (1 - right) + at(column + 1, row) * right;
        double lower = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
        return upper * (1 - below) + lower * below;
    }

    private double at(int column, int row) {
        return lattice[row % LATTICE * LATTICE + column % LATTICE];
    }
}

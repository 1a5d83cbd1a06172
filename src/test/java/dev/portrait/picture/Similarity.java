package dev.portrait.picture;

import java.awt.image.BufferedImage;

/** Structural similarity of two pictures (Wang, Bovik, Sheikh, Simoncelli 2004): 1 for equal, 0 for unrelated pictures. */
public final class Similarity {

    private static final int WINDOW = 8;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private Similarity() {}

    /** Returns the similarity of the least similar channel: alpha, red, green or blue. */
    public static double of(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 0;
        }
        double least = 1;
        for (int shift = 0; shift <= 24; shift += 8) {
            least = Math.min(least, ofChannel(one, other, shift));
        }
        return least;
    }

    private static double ofChannel(BufferedImage one, BufferedImage other, int shift) {
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= one.getHeight(); y += WINDOW) {
            for (int x = 0; x + WINDOW <= one.getWidth(); x += WINDOW) {
                sum += ofWindow(samples(one, x, y, shift), samples(other, x, y, shift));
                windows++;
            }
        }
        return sum / windows;
    }

    private static double ofWindow(double[] one, double[] other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double varianceOne = covariance(one, one, meanOne, meanOne);
        double varianceOther = covariance(other, other, meanOther, meanOther);
        double covariance = covariance(one, other, meanOne, meanOther);
        return (2 * meanOne * meanOther + C1)
                * (2 * covariance + C2)
                / ((meanOne * meanOne + meanOther * meanOther + C1) * (varianceOne + varianceOther + C2));
    }

    // The colour of a transparent pixel does not count.
    private static double[] samples(BufferedImage image, int left, int top, int shift) {
        double[] samples = new double[WINDOW * WINDOW];
        for (int i = 0; i < samples.length; i++) {
            int pixel = image.getRGB(left + i % WINDOW, top + i / WINDOW);
            samples[i] = pixel >>> 24 == 0 ? 0 : pixel >> shift & 0xff;
        }
        return samples;
    }

    private static double mean(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }

    private static double covariance(double[] one, double[] other, double meanOne, double meanOther) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - meanOne) * (other[i] - meanOther);
        }
        return sum / one.length;
    }
}

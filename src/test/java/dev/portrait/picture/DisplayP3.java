package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/** The colour space of most phones, with a gamma of 2.2: its profile, and pictures encoded in it. */
final class DisplayP3 {

    // Relative to the white point D50, as in profiles (ICC.1:2022, annex F; SMPTE EG 432-1).
    private static final double[][] TO_XYZ = {
        {0.515102, 0.291965, 0.157153}, {0.241182, 0.692236, 0.066582}, {-0.001050, 0.041881, 0.784378}
    };
    private static final double[][] SRGB_TO_XYZ = {
        {0.436075, 0.385065, 0.143080}, {0.222504, 0.716879, 0.060617}, {0.013932, 0.097105, 0.714173}
    };
    private static final double GAMMA = 2.2;

    private DisplayP3() {}

    static byte[] profile() {
        return ProfileFile.write("RGB ", tags());
    }

    /** Returns what a profile of this colour space has, by the signature of the tag. */
    static Map<String, byte[]> tags() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            tags.put("rgb".charAt(i) + "XYZ", ProfileFile.xyz(TO_XYZ[0][i], TO_XYZ[1][i], TO_XYZ[2][i]));
            tags.put("rgb".charAt(i) + "TRC", ProfileFile.curve(GAMMA));
        }
        return tags;
    }

    /** Encodes an sRGB picture in this colour space. */
    static BufferedImage encode(BufferedImage srgb) {
        double[][] way = times(inverse(TO_XYZ), SRGB_TO_XYZ);
        BufferedImage encoded = new BufferedImage(srgb.getWidth(), srgb.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < srgb.getHeight(); y++) {
            for (int x = 0; x < srgb.getWidth(); x++) {
                encoded.setRGB(x, y, encode(srgb.getRGB(x, y), way));
            }
        }
        return encoded;
    }

    private static int encode(int pixel, double[][] way) {
        double[] light = {light(pixel >> 16 & 0xff), light(pixel >> 8 & 0xff), light(pixel & 0xff)};
        int encoded = 0;
        for (double[] row : way) {
            double sum = row[0] * light[0] + row[1] * light[1] + row[2] * light[2];
            encoded = encoded << 8 | (int) Math.round(255 * Math.pow(Math.max(0, Math.min(1, sum)), 1 / GAMMA));
        }
        return encoded;
    }

    private static double light(int sample) {
        double value = sample / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i / 3][i % 3] += left[i / 3][k] * right[k][i % 3];
            }
        }
        return product;
    }

    // By cofactors, in a cyclic order that gives them the right signs.
    private static double[][] inverse(double[][] m) {
        double[][] cofactors = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                cofactors[k][i] = m[(i + 1) % 3][(k + 1) % 3] * m[(i + 2) % 3][(k + 2) % 3]
                        - m[(i + 1) % 3][(k + 2) % 3] * m[(i + 2) % 3][(k + 1) % 3];
            }
        }
        double determinant = m[0][0] * cofactors[0][0] + m[0][1] * cofactors[1][0] + m[0][2] * cofactors[2][0];
        for (double[] row : cofactors) {
            for (int k = 0; k < 3; k++) {
                row[k] /= determinant;
            }
        }
        return cofactors;
    }
}

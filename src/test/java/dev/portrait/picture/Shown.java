package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** What a picture shows. */
final class Shown {

    private Shown() {}

    static BufferedImage image(Picture picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
            if (image == null) {
                throw new AssertionError("not a picture");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many pixels there are of each colour. */
    static Map<Integer, Integer> colours(Picture picture) {
        BufferedImage image = image(picture);
        Map<Integer, Integer> colours = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        return colours;
    }

    /** Returns by how much the most different of red, green and blue differs. */
    static int difference(int one, int other) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return most;
    }

    /** Returns the contrast of two colours (WCAG 2.2): 1 for equal ones, 21 for black and white. */
    static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * light(colour >> 16 & 0xff) + 0.7152 * light(colour >> 8 & 0xff) + 0.0722 * light(colour & 0xff);
    }

    private static double light(int sample) {
        double part = sample / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}

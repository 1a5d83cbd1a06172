package dev.portrait.it;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** What programs that show avatars send and receive, and pictures of one colour to tell people apart. */
final class AvatarProgram {

    private AvatarProgram() {}

    /** Returns the hash of an e-mail address by MD5 or SHA-256. */
    static String hash(String algorithm, String email) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm)
                            .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Creates a picture of one colour. */
    static byte[] picture(int colour) {
        return Photos.png(Photos.filled(
                60, 40, BufferedImage.TYPE_INT_RGB, colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff));
    }

    /** Returns width, height and the colour of the middle of a picture. */
    static List<Integer> seen(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            int width = image.getWidth();
            int height = image.getHeight();
            return List.of(width, height, image.getRGB(width / 2, height / 2) & 0xffffff);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

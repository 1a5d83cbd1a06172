package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Computes what avatar clients send, and checks what they receive: pictures of one colour, a different one for each person. */
final class AvatarProgram {

    private static final int LOSS = 4; // of JPEG

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

    /** Fails the test if the answer is no square of this side and colour. */
    static void assertShown(Answer answer, int side, int colour) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.bytes()));
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(side, side);
        int seen = image.getRGB(side / 2, side / 2);
        assertThat(List.of(16, 8, 0))
                .allSatisfy(shift -> assertThat(seen >> shift & 0xff).isCloseTo(colour >> shift & 0xff, within(LOSS)));
    }
}

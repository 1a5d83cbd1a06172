package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import dev.portrait.picture.Similarity;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("chromium")
@BlackBox
@ContractSection(5)
@DisplayName("A lossy WebP that Chromium wrote")
class ChromiumWebpIT {

    private final Portrait portrait;

    ChromiumWebpIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
    @DisplayName("keeps its appearance, with and without transparency")
    void keeps_its_appearance(int type) throws IOException {
        BufferedImage drawn = Photos.halfTransparent(600, 400);
        BufferedImage image = new BufferedImage(600, 400, type);
        image.createGraphics().drawImage(drawn, 0, 0, null);

        JsonObject user = portrait.person()
                .put(new Multipart().file("avatar", webpByBrowser(image)))
                .user();

        boolean opaque = type == BufferedImage.TYPE_INT_RGB;
        Answer served = portrait.get(user.getString("avatar"));
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).isEqualTo(opaque ? "image/jpeg" : "image/png");
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(served.bytes()));
        assertThat(Similarity.of(Photos.scaled(image, 512, 341), seen)).isGreaterThan(0.95);
    }

    private static byte[] webpByBrowser(BufferedImage image) {
        String png = "data:image/png;base64," + Base64.getEncoder().encodeToString(Photos.png(image));
        try (Browser browser = Browser.start()) {
            String webp = (String) browser.driver().executeAsyncScript("""
                            const [source, done] = arguments;
                            const image = new Image();
                            image.onload = () => {
                              const canvas = document.createElement('canvas');
                              canvas.width = image.width;
                              canvas.height = image.height;
                              canvas.getContext('2d').drawImage(image, 0, 0);
                              done(canvas.toDataURL('image/webp', 0.9));
                            };
                            image.src = source;
                            """, png);
            byte[] bytes = Base64.getDecoder().decode(webp.substring(webp.indexOf(',') + 1));
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .startsWith("RIFF")
                    .contains("VP8 ");
            return bytes;
        }
    }
}

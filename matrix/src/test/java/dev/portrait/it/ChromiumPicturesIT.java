package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.picture.Photos;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.picture.ShownPictures;
import dev.portrait.telemetry.Metrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Needs no running Portrait: Chromium compares the file with the picture that {@link PictureProcessor} makes of it. */
@Tag("chromium")
@ContractSection(5)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A processed picture looks like the uploaded file does in Chromium")
class ChromiumPicturesIT {

    // The accepted difference of the mean of a block, of 255, which scaling and JPEG compression cause.
    private static final double MOST = 6;
    private static final double MOST_OF_JPEG = 12;
    private static final int LOSSY_WIDTH = 61;
    private static final int LOSSY_HEIGHT = 43;

    /** Draws all frames of both in the size of the picture and compares the means of blocks of 8 by 8 pixels. */
    private static final String COMPARE = """
            const [file, whole, picture, done] = arguments;
            const blob = async base64 => (await fetch('data:application/octet-stream;base64,' + base64)).blob();
            const frames = async base64 => {
              const data = await blob(base64);
              if (!base64.startsWith('R0lGOD')) {
                return [await createImageBitmap(data)];
              }
              const decoder = new ImageDecoder({ data: await data.arrayBuffer(), type: 'image/gif' });
              await decoder.tracks.ready;
              await decoder.completed;
              const frames = [];
              for (let i = 0; i < decoder.tracks.selectedTrack.frameCount; i++) {
                frames.push((await decoder.decode({ frameIndex: i })).image);
              }
              return frames;
            };
            const side = (image, name) => image[name] || image['display' + name[0].toUpperCase() + name.slice(1)];
            const pixels = (image, width, height) => {
              const context = new OffscreenCanvas(width, height).getContext('2d');
              context.imageSmoothingQuality = 'high';
              context.drawImage(image, 0, 0, width, height);
              return context.getImageData(0, 0, width, height).data;
            };
            const difference = (one, other, width, height) => {
              let worst = 0;
              for (let top = 0; top < height; top += 8) {
                for (let left = 0; left < width; left += 8) {
                  const sums = [0, 0, 0, 0];
                  let count = 0;
                  for (let y = top; y < Math.min(top + 8, height); y++) {
                    for (let x = left; x < Math.min(left + 8, width); x++, count++) {
                      const at = (y * width + x) * 4;
                      for (let channel = 0; channel < 4; channel++) {
                        const seen = data => channel == 3 ? data[at + 3] : data[at + channel] * data[at + 3] / 255;
                        sums[channel] += seen(one) - seen(other);
                      }
                    }
                  }
                  worst = Math.max(worst, ...sums.map(sum => Math.abs(sum) / count));
                }
              }
              return worst;
            };
            const compare = async () => {
              const seen = await frames(picture);
              const shown = await frames(file).catch(() => frames(whole));
              const width = side(seen[0], 'width');
              const height = side(seen[0], 'height');
              const scale = width / side(shown[0], 'width');
              return {
                frames: [shown.length, seen.length],
                heights: [Math.round(side(shown[0], 'height') * scale), height],
                differences: seen.map((frame, i) =>
                  difference(pixels(shown[i], width, height), pixels(frame, width, height), width, height)),
              };
            };
            compare().then(done, error => done({ error: String(error) }));
            """;

    private static final String WRITE_WEBP = """
            const [png, done] = arguments;
            const image = new Image();
            image.onload = () => {
              const canvas = document.createElement('canvas');
              canvas.width = image.width;
              canvas.height = image.height;
              canvas.getContext('2d').drawImage(image, 0, 0);
              done(canvas.toDataURL('image/webp', 0.9).split(',')[1]);
            };
            image.src = 'data:image/png;base64,' + png;
            """;

    private final PictureProcessor processor =
            new PictureProcessor(new Settings(new SettingsReader(key -> Optional.empty())), new Metrics(List.of()));
    private HttpServer page;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        // The script uses APIs that are restricted to secure contexts, which include pages of 127.0.0.1.
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        page.start();
        browser = Browser.start("--force-color-profile=srgb");
        browser.open(URI.create("http://127.0.0.1:" + page.getAddress().getPort() + "/"));
    }

    @AfterAll
    void stop() {
        browser.close();
        page.stop(0);
    }

    Stream<Arguments> webpsOfTheBrowser() {
        BufferedImage clear = Photos.halfTransparent(LOSSY_WIDTH, LOSSY_HEIGHT);
        BufferedImage scene = Photos.scene(LOSSY_WIDTH, LOSSY_HEIGHT, BufferedImage.TYPE_INT_RGB);
        byte[] withAlpha = webp(clear);
        return Stream.concat(
                Stream.of(Arguments.of("WebP, lossy, with alpha", withAlpha, withAlpha)),
                ShownPictures.ofLossyWebp(webp(scene), LOSSY_WIDTH, LOSSY_HEIGHT));
    }

    private byte[] webp(BufferedImage image) {
        String png = Base64.getEncoder().encodeToString(Photos.png(image));
        return Base64.getDecoder().decode((String) browser.driver().executeAsyncScript(WRITE_WEBP, png));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"dev.portrait.picture.ShownPictures#all", "webpsOfTheBrowser"})
    void looks_like_the_uploaded_file(String name, byte[] file, byte[] whole) {
        Picture picture = processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));

        Map<?, ?> result = (Map<?, ?>)
                browser.driver().executeAsyncScript(COMPARE, base64(file), base64(whole), base64(picture.bytes()));

        assertThat(result.get("error")).isNull();
        assertSame(result.get("frames"));
        assertSame(result.get("heights"));
        double most = picture.mediaType().equals("image/jpeg") ? MOST_OF_JPEG : MOST;
        assertThat((List<?>) result.get("differences"))
                .allSatisfy(difference ->
                        assertThat(((Number) difference).doubleValue()).isLessThan(most));
    }

    private static void assertSame(Object shownAndSeen) {
        assertThat(new HashSet<>((List<?>) shownAndSeen)).hasSize(1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

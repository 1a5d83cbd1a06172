package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.telemetry.Metrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.spi.IIORegistry;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, where nobody has touched ImageIO before. */
class RegistryTest {

    @Test
    void registers_nothing_with_the_jvm() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(told).isZero();
    }

    /** Fails if processing every format leaves a provider of anyone but the JDK; the context class loader sees ours. */
    public static void main(String[] args) {
        PictureProcessor processor = new PictureProcessor(
                new PictureLimits(10 << 20, 50_000_000, 100),
                new Bulkhead(1, 0, Duration.ofSeconds(1)),
                new Metrics(List.of()),
                new Codecs(Optional.empty()));
        BufferedImage alpha = Photos.halfTransparent(60, 40);
        List<byte[]> photos = List.of(
                Photos.turnedJpeg(60, 40, 6),
                Photos.cmykJpeg(60, 40, 1, 2, 3, 4),
                Photos.greyJpeg(60, 40, 9),
                Photos.png(alpha),
                Photos.animatedGif(60, 40, 2),
                Photos.webp(alpha, 6));
        for (byte[] photo : photos) {
            processor.process("avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(photo));
        }
        Set<String> strangers = new TreeSet<>();
        IIORegistry registry = IIORegistry.getDefaultInstance();
        for (Iterator<Class<?>> categories = registry.getCategories(); categories.hasNext(); ) {
            registry.getServiceProviders(categories.next(), false).forEachRemaining(provider -> {
                if (provider.getClass().getModule() != IIORegistry.class.getModule()) {
                    strangers.add(provider.getClass().getName());
                }
            });
        }
        if (!strangers.isEmpty()) {
            throw new AssertionError("registered: " + strangers);
        }
    }
}

package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.spi.IIORegistry;
import org.junit.jupiter.api.Test;

/** Runs in a new JVM, in which ImageIO has not been used yet. */
class RegistryTest {

    @Test
    void registers_no_provider_in_the_jvm() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
    }

    /** Processes every format, and fails if a provider outside the JDK is registered afterwards. The context class loader has some. */
    public static void main(String[] args) {
        PictureProcessor processor = Processors.create();
        BufferedImage alpha = Photos.halfTransparent(60, 40);
        List<byte[]> photos = List.of(
                Photos.turnedJpeg(60, 40, 6),
                Photos.cmykJpeg(60, 40, 1, 2, 3, 4),
                Photos.greyJpeg(60, 40, 9),
                Photos.png(alpha),
                Photos.animatedGif(60, 40, 2),
                Photos.webp(alpha, 6));
        for (byte[] photo : photos) {
            processor.process(1, "avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(photo));
        }
        Set<String> foreign = new TreeSet<>();
        IIORegistry registry = IIORegistry.getDefaultInstance();
        for (Iterator<Class<?>> categories = registry.getCategories(); categories.hasNext(); ) {
            registry.getServiceProviders(categories.next(), false).forEachRemaining(provider -> {
                if (provider.getClass().getModule() != IIORegistry.class.getModule()) {
                    foreign.add(provider.getClass().getName());
                }
            });
        }
        if (!foreign.isEmpty()) {
            throw new AssertionError("registered: " + foreign);
        }
    }
}

package dev.portrait.benchmark;

import dev.portrait.picture.PictureSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Measures how long Portrait takes to make an avatar of a file, on one thread of a separate JVM with the JDK's decoders. */
public final class AvatarTime {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(8);

    private AvatarTime() {}

    /** Returns the milliseconds for one avatar. */
    public static double millis(SourceFile file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AvatarTime.class.getName(),
                        file.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("The measurement of " + file.title() + " failed: " + output);
        }
        return Double.parseDouble(output.strip());
    }

    /**
     * Prints the milliseconds for one avatar.
     *
     * @param args the name of a {@link SourceFile}
     */
    public static void main(String... args) throws IOException {
        byte[] content = SourceFile.valueOf(args[0]).make();
        Contender portrait = Contender.portrait();
        repeat(portrait, () -> new ByteArrayInputStream(content), WARM_UP);
        System.out.println(repeat(portrait, () -> new ByteArrayInputStream(content), MEASURED));
    }

    private static double repeat(Contender portrait, PictureSource source, Duration duration) throws IOException {
        int times = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < duration.toNanos()) {
            portrait.thumbnail(source);
            times++;
        }
        return (System.nanoTime() - begin) / 1e6 / times;
    }
}

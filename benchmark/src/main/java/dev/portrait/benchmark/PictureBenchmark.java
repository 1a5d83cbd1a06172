package dev.portrait.benchmark;

import dev.portrait.picture.PictureSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time from the bytes of a file to the bytes of its thumbnail, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Djava.awt.headless=true"})
@Warmup(iterations = 4, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class PictureBenchmark {

    static final String FOLDER = "portrait.benchmark.folder";
    static final String TURBO_JPEG = "/usr/share/java/turbojpeg.jar";

    /** The source file, with its bytes in memory. */
    @State(Scope.Benchmark)
    public static class Source {

        @Param
        SourceFile file = SourceFile.JPEG_12_MEGAPIXELS;

        Path path = Path.of("");
        PictureSource bytes = () -> new ByteArrayInputStream(new byte[0]);

        /** Reads the file. */
        @Setup
        public void read() throws IOException {
            path = file.in(Path.of(System.getProperty(FOLDER, "")));
            byte[] content = Files.readAllBytes(path);
            bytes = () -> new ByteArrayInputStream(content);
        }
    }

    /** One instance for each JVM, as on a server. */
    @State(Scope.Benchmark)
    public static class Portrait {
        final Contender contender = Contender.portrait();
    }

    /** One instance for each JVM, as on a server. */
    @State(Scope.Benchmark)
    public static class Thumbnailator {
        final Contender contender = Contender.thumbnailator();
    }

    @Benchmark
    public byte[] portrait(Source source, Portrait portrait) throws IOException {
        return portrait.contender.thumbnail(source.bytes);
    }

    /** Uses the native decoder, as a server with libjpeg-turbo on its class path does. */
    @Benchmark
    @Fork(
            value = 2,
            jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Djava.awt.headless=true", "-Xbootclasspath/a:" + TURBO_JPEG
            })
    public byte[] turbo(Source source, Portrait portrait) throws IOException {
        return portrait.contender.thumbnail(source.bytes);
    }

    @Benchmark
    public byte[] thumbnailator(Source source, Thumbnailator thumbnailator) throws IOException {
        return thumbnailator.contender.thumbnail(source.bytes);
    }

    /** Needs no forks and little warm-up, because a native process has no JIT compiler. */
    @Benchmark
    @Fork(1)
    @Warmup(iterations = 1, time = 1)
    public void vipsthumbnail(Source source) throws IOException, InterruptedException {
        Vipsthumbnail.run(source.path, source.path.resolveSibling("vipsthumbnail.jpg"));
    }
}

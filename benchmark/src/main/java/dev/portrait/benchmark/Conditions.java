package dev.portrait.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import net.coobird.thumbnailator.Thumbnails;
import org.openjdk.jmh.util.Version;

/**
 * What is measured on and with.
 *
 * @param load how many threads wanted to run in the last minute, on average; negative where the system does not tell
 */
public record Conditions(double load) {

    /** Those of now. */
    public static Conditions now() {
        return new Conditions(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** A list, with these conditions as those before the run. */
    public String markdown() throws IOException {
        return """
                - machine: %d cores, %s; %s, %s
                - JVM: %s %s
                - load average: %.2f before, %.2f after

                """.formatted(
                        Runtime.getRuntime().availableProcessors(),
                        value(Path.of("/proc/cpuinfo"), "model name").orElse("processor unknown"),
                        value(Path.of("/etc/os-release"), "PRETTY_NAME").orElse(System.getProperty("os.name")),
                        System.getProperty("os.arch"),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        load,
                        now().load());
    }

    /** The same, and the contenders that Portrait is measured beside. */
    String markdown(Optional<String> vips) throws IOException {
        return "- versions: JMH %s, Thumbnailator %s, libvips: %s%n"
                        .formatted(
                                Version.getPlainVersion(),
                                Thumbnails.class.getPackage().getImplementationVersion(),
                                vips.orElse(Report.NO_VIPS))
                + markdown();
    }

    private static Optional<String> value(Path file, String key) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", "").replace("\"", ""))
                    .findFirst();
        }
    }
}

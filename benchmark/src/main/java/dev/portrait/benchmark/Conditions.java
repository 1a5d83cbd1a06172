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
 * The machine and the JVM of a run.
 *
 * @param load the load average of the last minute; negative if the system does not report it
 */
public record Conditions(double load) {

    /** Returns the current conditions. */
    public static Conditions now() {
        return new Conditions(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Returns a list in Markdown. These conditions are those before the run. */
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

    /** Returns a list in Markdown that also has the versions of JMH and of the other contenders. */
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

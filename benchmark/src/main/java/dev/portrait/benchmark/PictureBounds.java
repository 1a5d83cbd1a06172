package dev.portrait.benchmark;

import com.sun.management.ThreadMXBean;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.RequestException;
import dev.portrait.picture.DamagedPictures;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the CPU time and heap that hostile files cost, and prints three tables. */
public final class PictureBounds {

    private static final int TIMES = 50;
    private static final int FEW_TIMES = 4;
    private static final String ACCEPTED = "accepted";

    private final PictureProcessor processor =
            new PictureProcessor(new Settings(new SettingsReader(key -> Optional.empty())), new Metrics(List.of()));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Outcome(String answer, double milliseconds, double processor, double megabytes) {}

    /**
     * Writes {@code bounds.md}.
     *
     * @param args the folder to write to
     */
    public static void main(String... args) throws IOException {
        Conditions before = Conditions.now();
        String tables = new PictureBounds().markdown();
        String text = before.markdown() + tables;
        Files.writeString(Path.of(args[0]).resolve("bounds.md"), text);
        System.out.println(text);
    }

    private String markdown() throws IOException {
        StringBuilder text = new StringBuilder(
                "| file | bytes | answer | ms, median of %d | ms, maximum | CPU ms, maximum | MB allocated |\n"
                                .formatted(TIMES)
                        + "|---|--:|---|--:|--:|--:|--:|\n");
        for (Map.Entry<String, byte[]> bomb : HostileFiles.bombs().entrySet()) {
            text.append(bomb(bomb.getKey(), bomb.getValue()));
        }
        text.append(
                "\n| file, as a cover | bytes | answer | CPU ms, least of %d | MB allocated |%n|---|--:|---|--:|--:|%n"
                        .formatted(FEW_TIMES));
        for (Map.Entry<String, byte[]> file : HostileFiles.costly().entrySet()) {
            text.append(costly(file.getKey(), file.getValue()));
        }
        text.append(
                "\n| format | files | refused | accepted | ms, maximum | CPU ms, maximum | MB allocated, maximum |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        for (Map.Entry<String, byte[]> file : DamagedPictures.whole(640, 480).entrySet()) {
            text.append(damaged(file.getKey(), file.getValue()));
        }
        return text.toString();
    }

    private String bomb(String title, byte[] file) {
        List<Outcome> outcomes = IntStream.range(0, 2 * TIMES)
                .mapToObj(i -> outcome(file, PictureKind.AVATAR))
                .skip(TIMES)
                .toList();
        double[] times =
                outcomes.stream().mapToDouble(Outcome::milliseconds).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %.2f | %.2f | %.2f |%n",
                title,
                file.length,
                outcomes.get(0).answer(),
                times[TIMES / 2],
                times[TIMES - 1],
                max(outcomes, Outcome::processor),
                max(outcomes, Outcome::megabytes));
    }

    private String costly(String title, byte[] file) {
        List<Outcome> outcomes = IntStream.range(0, FEW_TIMES)
                .mapToObj(i -> outcome(file, PictureKind.COVER))
                .toList();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.0f | %.0f |%n",
                title,
                file.length,
                outcomes.get(0).answer(),
                outcomes.stream().mapToDouble(Outcome::processor).min().orElseThrow(),
                max(outcomes, Outcome::megabytes));
    }

    private String damaged(String title, byte[] file) {
        List<Outcome> outcomes = Stream.concat(
                        DamagedPictures.cut(file).stream(), DamagedPictures.flipped(file).stream())
                .map(damaged -> outcome(damaged, PictureKind.AVATAR))
                .toList();
        long accepted = outcomes.stream()
                .filter(outcome -> outcome.answer().equals(ACCEPTED))
                .count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f | %.0f | %.1f |%n",
                title,
                outcomes.size(),
                outcomes.size() - accepted,
                accepted,
                max(outcomes, Outcome::milliseconds),
                max(outcomes, Outcome::processor),
                max(outcomes, Outcome::megabytes));
    }

    private static double max(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).max().orElseThrow();
    }

    private Outcome outcome(byte[] file, PictureKind kind) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long processor = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        String answer = answer(file, kind);
        long end = System.nanoTime();
        return new Outcome(
                answer,
                (end - begin) / 1e6,
                (threads.getCurrentThreadCpuTime() - processor) / 1e6,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
    }

    private String answer(byte[] file, PictureKind kind) {
        try {
            processor.process(1, kind.field(), kind, () -> new ByteArrayInputStream(file));
            return ACCEPTED;
        } catch (RequestException refused) {
            return refused.fieldErrors().get(0).code().wire();
        }
    }
}

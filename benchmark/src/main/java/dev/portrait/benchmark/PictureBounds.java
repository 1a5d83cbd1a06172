package dev.portrait.benchmark;

import com.sun.management.ThreadMXBean;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.RequestException;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How much of the processor and of the heap hostile files get, and tells it as two tables. */
public final class PictureBounds {

    private static final int TIMES = 50;

    private final PictureProcessor processor =
            new PictureProcessor(new Settings(new SettingsReader(key -> Optional.empty())), new Metrics(List.of()));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Outcome(String answer, double milliseconds, double megabytes) {}

    /**
     * Writes {@code bounds.md}.
     *
     * @param args the folder to write to
     */
    public static void main(String... args) throws IOException {
        String text = new PictureBounds().markdown();
        Files.writeString(Path.of(args[0]).resolve("bounds.md"), text);
        System.out.println(text);
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(
                "| file | bytes | answer | ms, median of %d | ms, longest | MB allocated |\n|---|--:|---|--:|--:|--:|\n"
                        .formatted(TIMES));
        for (Map.Entry<String, byte[]> bomb : HostileFiles.bombs().entrySet()) {
            text.append(bomb(bomb.getKey(), bomb.getValue()));
        }
        text.append("\n| damaged | files | refused | ms, longest | MB allocated, most |\n|---|--:|--:|--:|--:|\n");
        for (Map.Entry<String, List<byte[]>> files : HostileFiles.damaged().entrySet()) {
            text.append(damaged(files.getKey(), files.getValue()));
        }
        return text.toString();
    }

    private String bomb(String title, byte[] file) {
        List<Outcome> outcomes = IntStream.range(0, 2 * TIMES)
                .mapToObj(i -> outcome(file))
                .skip(TIMES)
                .toList();
        double[] times =
                outcomes.stream().mapToDouble(Outcome::milliseconds).sorted().toArray();
        Outcome last = outcomes.get(TIMES - 1);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %.2f | %.2f |%n",
                title,
                file.length,
                last.answer(),
                times[TIMES / 2],
                times[TIMES - 1],
                last.megabytes());
    }

    private String damaged(String title, List<byte[]> files) {
        List<Outcome> outcomes = files.stream().map(this::outcome).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.0f | %.1f |%n",
                title,
                files.size(),
                outcomes.stream()
                        .filter(outcome -> !outcome.answer().equals("taken"))
                        .count(),
                most(outcomes, Comparator.comparing(Outcome::milliseconds)).milliseconds(),
                most(outcomes, Comparator.comparing(Outcome::megabytes)).megabytes());
    }

    private static Outcome most(List<Outcome> outcomes, Comparator<Outcome> order) {
        return outcomes.stream().max(order).orElseThrow();
    }

    private Outcome outcome(byte[] file) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        String answer = answer(file);
        long end = System.nanoTime();
        return new Outcome(answer, (end - begin) / 1e6, (threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
    }

    private String answer(byte[] file) {
        try {
            processor.process("avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
            return "taken";
        } catch (RequestException refused) {
            return refused.fieldErrors().get(0).code().wire();
        }
    }
}

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

/** How much of the processor and of the heap hostile files get, and tells it as two tables. */
public final class PictureBounds {

    private static final int TIMES = 50;
    private static final String TAKEN = "whole";

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
                "| file | bytes | answer | ms, median of %d | longest | processor ms, longest | MB allocated |\n"
                                .formatted(TIMES)
                        + "|---|--:|---|--:|--:|--:|--:|\n");
        for (Map.Entry<String, byte[]> bomb : HostileFiles.bombs().entrySet()) {
            text.append(bomb(bomb.getKey(), bomb.getValue()));
        }
        text.append(
                "\n| format | files | refused | whole | ms, longest | processor ms, longest | MB allocated, most |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        for (Map.Entry<String, byte[]> file : DamagedPictures.whole(640, 480).entrySet()) {
            text.append(damaged(file.getKey(), file.getValue()));
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
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %.2f | %.2f | %.2f |%n",
                title,
                file.length,
                outcomes.get(0).answer(),
                times[TIMES / 2],
                times[TIMES - 1],
                most(outcomes, Outcome::processor),
                most(outcomes, Outcome::megabytes));
    }

    private String damaged(String title, byte[] file) {
        List<Outcome> outcomes = Stream.concat(
                        DamagedPictures.cut(file).stream(), DamagedPictures.flipped(file).stream())
                .map(this::outcome)
                .toList();
        long taken = outcomes.stream()
                .filter(outcome -> outcome.answer().equals(TAKEN))
                .count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f | %.0f | %.1f |%n",
                title,
                outcomes.size(),
                outcomes.size() - taken,
                taken,
                most(outcomes, Outcome::milliseconds),
                most(outcomes, Outcome::processor),
                most(outcomes, Outcome::megabytes));
    }

    private static double most(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).max().orElseThrow();
    }

    private Outcome outcome(byte[] file) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long processor = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        String answer = answer(file);
        long end = System.nanoTime();
        return new Outcome(
                answer,
                (end - begin) / 1e6,
                (threads.getCurrentThreadCpuTime() - processor) / 1e6,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
    }

    private String answer(byte[] file) {
        try {
            processor.process("avatar", PictureKind.AVATAR, () -> new ByteArrayInputStream(file));
            return TAKEN;
        } catch (RequestException refused) {
            return refused.fieldErrors().get(0).code().wire();
        }
    }
}

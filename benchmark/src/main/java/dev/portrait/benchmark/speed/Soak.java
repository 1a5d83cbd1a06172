package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Measures whether the memory of the server stays constant under a long mixed load. */
public final class Soak {

    private static final int CLIENTS = Integer.getInteger("clients");
    private static final int MINUTES = Integer.getInteger("minutes");
    private static final int STEP = 5;

    private Soak() {}

    /** Takes the output folder as its argument. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "soak-");
        Conditions before = Conditions.now();
        StringBuilder table =
                new StringBuilder("| minutes | requests per second | p99 ms | live heap, MiB | resident memory, MiB |\n"
                        + "|--:|--:|--:|--:|--:|\n");
        try (TestBed testBed = new TestBed(folder)) {
            Clients clients = Clients.of(testBed);
            for (int minutes = STEP; minutes <= MINUTES; minutes += STEP) {
                Result result = clients.run(Load.DAY, folder.resolve("reports"), CLIENTS, (int)
                        Duration.ofMinutes(STEP).toSeconds());
                long memory = testBed.memory();
                String row = String.format(
                        Locale.ROOT,
                        "| %d | %.0f | %.0f | %d | %d |%n",
                        minutes,
                        result.perSecond(),
                        result.p99(),
                        testBed.liveHeap(),
                        memory);
                System.out.print(row);
                table.append(row);
            }
        }
        String report = before.markdown() + table;
        Files.writeString(target.resolve("soak.md"), report);
        System.out.print(report);
    }
}

package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Measures whether the server's memory stays what it is under a mixed load that lasts. */
public final class Soak {

    private static final int CLIENTS = Integer.getInteger("clients");
    private static final int MINUTES = Integer.getInteger("minutes");
    private static final int STEP = 5;

    private Soak() {}

    /** Takes the build's folder of Portrait, and the folder to write to. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[1]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "soak-");
        Conditions before = Conditions.now();
        StringBuilder table = new StringBuilder(
                "| minutes | requests in a second | p99 ms | heap that is referred to, MiB | memory of the process, MiB |\n"
                        + "|--:|--:|--:|--:|--:|\n");
        try (Stage stage = new Stage(Path.of(args[0]).toAbsolutePath().normalize(), folder)) {
            Clients clients = Clients.of(stage);
            for (int minutes = STEP; minutes <= MINUTES; minutes += STEP) {
                Result result = clients.run(Load.DAY, folder.resolve("reports"), CLIENTS, (int)
                        Duration.ofMinutes(STEP).toSeconds());
                long memory = stage.memory();
                String row = String.format(
                        Locale.ROOT,
                        "| %d | %.0f | %.0f | %d | %d |%n",
                        minutes,
                        result.perSecond(),
                        result.p99(),
                        stage.liveHeap(),
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

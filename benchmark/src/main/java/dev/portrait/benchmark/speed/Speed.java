package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the requests of Portrait beside the two limits, one load after the other, round after round; the first round warms
 * up and does not count.
 */
public final class Speed {

    // Who searches is an administrator; that is Growth's to measure.
    private static final List<Load> LOADS = List.copyOf(EnumSet.complementOf(EnumSet.of(Load.SEARCH)));

    private static final int CLIENTS = Integer.getInteger("clients");
    private static final int SECONDS = Integer.getInteger("seconds");
    private static final int ROUNDS = Integer.getInteger("rounds");

    private final Path folder;
    private final Stage stage;
    private final Clients clients;
    private final Optional<Path> pgbench;
    private final Map<Load, List<Result>> results = new EnumMap<>(Load.class);

    private Speed(Path folder, Stage stage) throws IOException, InterruptedException {
        this.folder = folder;
        this.stage = stage;
        this.clients = Clients.of(stage);
        this.pgbench = Pgbench.find();
    }

    /** Takes the build's folder of Portrait, and the folder to write to. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of(args[1]).toAbsolutePath()), "speed-");
        Conditions before = Conditions.now();
        try (Stage stage = new Stage(Path.of(args[0]).toAbsolutePath().normalize(), folder)) {
            Speed speed = new Speed(folder, stage);
            speed.warmUp();
            for (int round = 0; round < ROUNDS; round++) {
                speed.measure();
            }
            String report = before.markdown() + speed.table();
            Files.writeString(Path.of(args[1]).resolve("speed.md"), report);
            System.out.print(report);
        }
    }

    private void warmUp() throws IOException, InterruptedException {
        clients.warmUp(
                LOADS.stream().filter(load -> load != Load.PGBENCH).toList(), folder.resolve("reports"), CLIENTS);
    }

    private void measure() throws Exception {
        for (Load load : LOADS) {
            if (load == Load.PGBENCH && pgbench.isEmpty()) {
                continue;
            }
            long before = stage.changes();
            Result result = load == Load.PGBENCH
                    ? Pgbench.run(pgbench.get(), folder, stage.databasePort(), Stage.PEOPLE, CLIENTS, SECONDS)
                    : clients.run(load, folder.resolve("reports"), CLIENTS, SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f in a second, %d rows written%n",
                    load.title(),
                    result.perSecond(),
                    stage.changes() - before);
            results.computeIfAbsent(load, key -> new ArrayList<>()).add(result);
        }
    }

    private String table() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("%d clients, %d people, %d rounds of %d seconds each; the middle one of them.%n%n"
                .formatted(CLIENTS, Stage.PEOPLE, ROUNDS, SECONDS));
        text.append("| | in a second | of the limit | p50 ms | p99 ms | p99 ÷ p50 |\n|---|--:|--:|--:|--:|--:|\n");
        for (Load load : results.keySet()) {
            Result result = middle(load);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %s | %.1f | %.1f | %.1f |%n",
                    load.title(),
                    result.perSecond(),
                    limit(load)
                            .map(limit -> String.format(Locale.ROOT, "%.2f", result.perSecond() / limit.perSecond()))
                            .orElse(""),
                    result.median(),
                    result.p99(),
                    result.p99() / result.median()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nFirst 200 after %.1f s; %d MiB in use at the end.%n",
                stage.startTime().toMillis() / 1000.0,
                stage.memory()));
        return text.toString();
    }

    private Optional<Result> limit(Load load) {
        return switch (load) {
            case PUT_TEXT -> results.containsKey(Load.PGBENCH) ? Optional.of(middle(Load.PGBENCH)) : Optional.empty();
            case GET, GET_UNCHANGED -> Optional.of(middle(Load.BARE));
            default -> Optional.empty();
        };
    }

    private Result middle(Load load) {
        List<Result> sorted = results.get(load).stream()
                .sorted(Comparator.comparingDouble(Result::perSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}

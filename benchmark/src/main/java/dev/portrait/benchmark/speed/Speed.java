package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.AvatarTime;
import dev.portrait.benchmark.Conditions;
import dev.portrait.benchmark.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Measures the requests of Portrait and the limits that they are compared with. Each round runs every load once, after a
 * warm-up; the better round of each load counts, because other work on the machine can only slow a round down.
 */
public final class Speed {

    private static final List<Load> LOADS =
            Stream.of(System.getProperty("loads").split(",")).map(Load::valueOf).toList();

    private static final int CLIENTS = Integer.getInteger("clients");
    private static final int SECONDS = Integer.getInteger("seconds");
    private static final int ROUNDS = Integer.getInteger("rounds");
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Path folder;
    private final TestBed testBed;
    private final Clients clients;
    private final Map<Load, Double> avatarMillis;
    private final Optional<Path> pgbench;
    private final Map<Load, Result> best = new EnumMap<>(Load.class);

    private Speed(Path folder, TestBed testBed, Map<Load, Double> avatarMillis)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.testBed = testBed;
        this.clients = Clients.of(testBed);
        this.avatarMillis = avatarMillis;
        this.pgbench = Pgbench.find();
    }

    /** Takes the output folder as its argument. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "speed-");
        Conditions before = Conditions.now();
        Map<Load, Double> avatarMillis = new EnumMap<>(Map.of(
                Load.PUT_SMALL, AvatarTime.millis(SourceFile.JPEG_200_KB),
                Load.PUT_LARGE, AvatarTime.millis(SourceFile.JPEG_12_MEGAPIXELS)));
        try (TestBed testBed = new TestBed(folder)) {
            Speed speed = new Speed(folder, testBed, avatarMillis);
            speed.warmUp();
            for (int round = 0; round < ROUNDS; round++) {
                speed.measure();
            }
            String report = before.markdown() + speed.conditions() + speed.table() + speed.server();
            Files.writeString(target.resolve("speed.md"), report);
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
            long before = testBed.changes();
            Result result = load == Load.PGBENCH
                    ? Pgbench.run(pgbench.get(), folder, testBed.databasePort(), TestBed.PEOPLE, CLIENTS, SECONDS)
                    : clients.run(load, folder.resolve("reports"), load.clients(CLIENTS), SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f per second, %d rows written%n",
                    load.title(),
                    result.perSecond(),
                    testBed.changes() - before);
            best.merge(load, result, BinaryOperator.maxBy(Comparator.comparingDouble(Result::perSecond)));
        }
    }

    private String conditions() {
        return """
                - server: %s
                - %d clients, %d for photos of 12 megapixels; %d people; the better of %d rounds of %d seconds each

                """.formatted(
                        testBed.product(), CLIENTS, Load.PUT_LARGE.clients(CLIENTS), TestBed.PEOPLE, ROUNDS, SECONDS);
    }

    private String table() {
        StringBuilder text = new StringBuilder(
                "| | per second | fraction of the limit | aim | p50 ms | p99 ms | p99 ÷ p50 |\n|---|--:|--:|--:|--:|--:|--:|\n");
        best.forEach((load, result) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %s | %.1f | %.1f | %.1f |%n",
                load.title(),
                result.perSecond(),
                limit(load)
                        .map(limit -> String.format(Locale.ROOT, "%.2f", result.perSecond() / limit))
                        .orElse(""),
                load.aim(),
                result.median(),
                result.p99(),
                result.p99() / result.median())));
        if (!LOADS.containsAll(List.of(Load.GET, Load.GET_MANY))) {
            return text.toString();
        }
        double many = best.get(Load.GET_MANY).perSecond() * Load.MANY;
        text.append(String.format(
                Locale.ROOT,
                "%n%d profiles in one request: %.0f profiles per second, %.1f times as many as by single GETs.%n",
                Load.MANY,
                many,
                many / best.get(Load.GET).perSecond()));
        return text.toString();
    }

    /** The limit of texts is the bare method; that of avatars is what the processors could make if they did nothing else. */
    private Optional<Double> limit(Load load) {
        return switch (load) {
            case PUT_TEXT, GET, GET_UNCHANGED, LOOK_UP ->
                Optional.ofNullable(best.get(Load.BARE)).map(Result::perSecond);
            case PUT_SMALL, PUT_LARGE -> Optional.of(PROCESSORS * 1000 / avatarMillis.get(load));
            default -> Optional.empty();
        };
    }

    private String server() throws IOException {
        long memory = testBed.memory();
        return String.format(
                Locale.ROOT,
                """

                An avatar takes %.1f ms of one processor (200 kB), %.1f ms (12 megapixels).
                First 200 after %.1f s; %d MiB of resident memory at the end, %d MiB without the heap.
                """,
                avatarMillis.get(Load.PUT_SMALL),
                avatarMillis.get(Load.PUT_LARGE),
                testBed.startTime().toMillis() / 1000.0,
                memory,
                memory - testBed.heap());
    }
}

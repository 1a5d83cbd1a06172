package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Measures the response times for growing numbers of users, with one client, so that no request waits for another. */
public final class Growth {

    private static final List<Load> LOADS = List.of(Load.PUT_TEXT, Load.GET, Load.SEARCH);
    private static final int SECONDS = Integer.getInteger("seconds");
    private static final long MAX_USERS = Long.getLong("users");
    private static final int STEP = 10;

    private Growth() {}

    /** Takes the output folder as its argument. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "growth-");
        Conditions before = Conditions.now();
        Map<Long, Map<Load, Result>> results = new TreeMap<>();
        try (TestBed testBed = new TestBed(folder)) {
            Clients clients = Clients.of(testBed);
            clients.warmUp(LOADS, folder.resolve("reports"), 1);
            for (long users = TestBed.PEOPLE; users <= MAX_USERS; users *= STEP) {
                testBed.grow(users);
                measure(clients, folder); // fills the caches of the database
                results.put(users, measure(clients, folder));
                System.out.printf(Locale.ROOT, "Measured %,d users%n", users);
            }
        }
        draw(results, target.resolve("growth.png"));
        String report = before.markdown() + table(results);
        Files.writeString(target.resolve("growth.md"), report);
        System.out.print(report);
    }

    private static Map<Load, Result> measure(Clients clients, Path folder) throws Exception {
        Map<Load, Result> results = new EnumMap<>(Load.class);
        for (Load load : LOADS) {
            results.put(load, clients.run(load, folder.resolve("reports"), 1, SECONDS));
        }
        return results;
    }

    private static void draw(Map<Long, Map<Load, Result>> results, Path file) throws IOException {
        Chart chart = new Chart("Latency against rows", "users", "average ms");
        for (Load load : LOADS) {
            chart.add(
                    load,
                    List.copyOf(results.keySet()),
                    results.values().stream()
                            .map(at -> 1000 / at.get(load).perSecond())
                            .toList());
        }
        chart.writeTo(file);
    }

    private static String table(Map<Long, Map<Load, Result>> results) {
        StringBuilder text = new StringBuilder("| requests per second");
        results.keySet().forEach(users -> text.append(String.format(Locale.ROOT, " | %,d users", users)));
        text.append(" | last ÷ first |\n|---|")
                .append("--:|".repeat(results.size() + 1))
                .append('\n');
        for (Load load : LOADS) {
            text.append("| ").append(load.title());
            results.values()
                    .forEach(at -> text.append(
                            String.format(Locale.ROOT, " | %.0f", at.get(load).perSecond())));
            List<Map<Load, Result>> steps = List.copyOf(results.values());
            text.append(String.format(
                    Locale.ROOT,
                    " | %.2f |%n",
                    steps.get(steps.size() - 1).get(load).perSecond()
                            / steps.get(0).get(load).perSecond()));
        }
        return text.toString();
    }
}

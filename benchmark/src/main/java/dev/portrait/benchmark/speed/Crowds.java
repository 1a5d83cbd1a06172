package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures the throughput for growing numbers of clients. */
public final class Crowds {

    private static final List<Load> LOADS = List.of(Load.BARE, Load.GET, Load.PUT_TEXT);
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32, 64, 128);
    private static final int USUAL_CLIENTS = 8;
    private static final int SECONDS = Integer.getInteger("seconds");

    private Crowds() {}

    /** Takes the output folder as its argument. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "crowds-");
        Path reports = folder.resolve("reports");
        Conditions before = Conditions.now();
        Map<Load, List<Result>> results = new EnumMap<>(Load.class);
        try (TestBed testBed = new TestBed(folder)) {
            Clients clients = Clients.of(testBed);
            clients.warmUp(LOADS, reports, USUAL_CLIENTS);
            for (int count : CLIENTS) {
                for (Load load : LOADS) {
                    Result result = clients.run(load, reports, count, SECONDS);
                    results.computeIfAbsent(load, key -> new ArrayList<>()).add(result);
                    System.out.printf(Locale.ROOT, "%d clients, %s%n", count, result);
                }
            }
        }
        draw(results, target.resolve("crowds.png"));
        String report = before.markdown() + table(results);
        Files.writeString(target.resolve("crowds.md"), report);
        System.out.print(report);
    }

    private static void draw(Map<Load, List<Result>> results, Path file) throws Exception {
        Chart chart = new Chart("Throughput against clients", "clients", "requests per second");
        results.forEach((load, of) ->
                chart.add(load, CLIENTS, of.stream().map(Result::perSecond).toList()));
        chart.writeTo(file);
    }

    private static String table(Map<Load, List<Result>> results) {
        StringBuilder text = new StringBuilder("| clients");
        results.keySet().forEach(load -> text.append(" | ").append(load.title()).append(" | p99 ms"));
        text.append(" |\n|--:").append("|--:|--:".repeat(results.size())).append("|\n");
        for (int row = 0; row < CLIENTS.size(); row++) {
            text.append("| ").append(CLIENTS.get(row));
            for (List<Result> of : results.values()) {
                Result result = of.get(row);
                text.append(String.format(Locale.ROOT, " | %.0f | %.0f", result.perSecond(), result.p99()));
            }
            text.append(" |\n");
        }
        return text.toString();
    }
}

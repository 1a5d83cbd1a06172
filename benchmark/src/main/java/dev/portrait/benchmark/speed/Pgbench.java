package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs pgbench, PostgreSQL's own benchmark client, which sends only the UPDATE. */
final class Pgbench {

    // Debian has a folder for each version of PostgreSQL.
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private Pgbench() {}

    static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin").resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo);
        }
    }

    static Result run(Path pgbench, Path folder, int port, int people, int clients, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("pgbench.sql"), """
                \\set id random(1, %d)
                \\set text random(1, 1000000000)
                update portrait_user set version = version + 1, bio = 'pgbench ' || :text where id = :id;
                """.formatted(people));
        Path log = folder.resolve("pgbench");
        Process process = new ProcessBuilder(
                        pgbench.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                        "--time=" + seconds,
                        "--log",
                        "--log-prefix=" + log,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=postgres",
                        "postgres")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + output);
        }
        double perSecond = output.lines()
                .filter(line -> line.startsWith("tps = "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                .findFirst()
                .orElseThrow();
        List<Double> millis = latencies(folder);
        return new Result(
                Load.PGBENCH, perSecond, millis.get(millis.size() / 2), millis.get((int) (millis.size() * 0.99)));
    }

    // Each line of the log is a transaction. Its third number is the duration in microseconds.
    private static List<Double> latencies(Path folder) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(file -> file.getFileName().toString().matches("pgbench\\.\\d+(\\.\\d+)?"))
                    .toList()) {
                Files.readAllLines(log).forEach(line -> millis.add(Double.parseDouble(line.split(" ")[2]) / 1000));
                Files.delete(log);
            }
        }
        Collections.sort(millis);
        return millis;
    }
}

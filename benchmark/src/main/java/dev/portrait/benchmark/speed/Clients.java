package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Gatling's clients, in a JVM of their own; their HTML reports stay.
 *
 * @param url the root of Portrait, with a slash at its end
 * @param people a CSV of ids and tokens
 * @param photos the folder of the photos
 * @param picture the path of a picture
 * @param admin the token of an administrator
 */
record Clients(URI url, Path people, Path photos, String picture, String admin) {

    static Clients of(Stage stage) throws IOException, InterruptedException {
        return new Clients(stage.url(), stage.people(), stage.people().getParent(), stage.picture(), stage.admin());
    }

    /** Sends each load for long enough that the server's JVM has compiled what the load runs through. */
    void warmUp(List<Load> loads, Path reports, int clients) throws IOException, InterruptedException {
        int seconds = Integer.getInteger("warm-up");
        for (Load load : loads) {
            run(load, reports, clients, seconds);
        }
    }

    Result run(Load load, Path reports, int clients, int seconds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(reports), load.name().toLowerCase(Locale.ROOT) + "-");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dload=" + load.name(),
                        "-Durl=" + url,
                        "-Dclients=" + clients,
                        "-Dseconds=" + seconds,
                        "-Dpeople=" + people,
                        "-Dphotos=" + photos,
                        "-Dpicture=" + picture,
                        "-Dadmin=" + admin,
                        "io.gatling.app.Gatling",
                        "-s",
                        ClientSimulation.class.getName(),
                        "-rf",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gatling.log").toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(folder.resolve("gatling.log"));
        if (status != 0) {
            throw new IOException("Gatling ended with " + status + "; see " + folder);
        }
        return new Result(
                load,
                number(said, "mean throughput (rps)"),
                number(said, "response time 50th percentile (ms)"),
                number(said, "response time 99th percentile (ms)"));
    }

    // Of its table, the last one that it prints: total, those that were as expected, those that were not.
    private static double number(String said, String row) {
        String line = said.lines()
                .filter(text -> text.startsWith("> " + row))
                .reduce((first, second) -> second)
                .orElseThrow();
        return Double.parseDouble(line.split("\\|")[2].strip().replace(",", ""));
    }
}

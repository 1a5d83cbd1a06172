package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs Gatling's clients in a separate JVM and keeps their HTML reports.
 *
 * @param url the root URL of Portrait, with a trailing slash
 * @param people a CSV file with ids, names and tokens
 * @param photos the folder of the photos
 * @param picture the path of a picture
 * @param avatar the path by which other programs get it
 * @param admin the token of an administrator
 */
record Clients(URI url, Path people, Path photos, String picture, String avatar, String admin) {

    static Clients of(TestBed testBed) throws IOException, InterruptedException {
        return new Clients(
                testBed.url(),
                testBed.people(),
                testBed.people().getParent(),
                testBed.picture(),
                testBed.avatar(),
                testBed.admin());
    }

    /** Sends each load until the server's JVM has compiled the code that it runs. */
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
                        "-Davatar=" + avatar,
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
        String output = Files.readString(folder.resolve("gatling.log"));
        if (status != 0) {
            throw new IOException("Gatling exited with status " + status + "; see " + folder);
        }
        return new Result(
                load,
                number(output, "mean throughput (rps)"),
                number(output, "response time 50th percentile (ms)"),
                number(output, "response time 99th percentile (ms)"));
    }

    // Reads from the last table that Gatling prints, whose columns are total, OK and KO. Takes the total.
    private static double number(String output, String row) {
        String line = output.lines()
                .filter(text -> text.startsWith("> " + row))
                .reduce((first, second) -> second)
                .orElseThrow();
        return Double.parseDouble(line.split("\\|")[2].strip().replace(",", ""));
    }
}

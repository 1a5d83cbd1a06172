package dev.portrait.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the command vipsthumbnail of libvips. */
final class Vipsthumbnail {

    private static final String COMMAND = "vipsthumbnail";

    private Vipsthumbnail() {}

    /** Returns the version that the command prints, or empty if it is not installed. */
    static Optional<String> version() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(COMMAND, "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(version) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    /** Makes a thumbnail of the same size and quality, with one thread and without metadata, like the other contenders. */
    static void run(Path source, Path target) throws IOException, InterruptedException {
        List<String> command = List.of(
                COMMAND,
                source.toString(),
                "--size=512x512",
                "--output=" + target + "[Q=85,strip]",
                "--vips-concurrency=1");
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(COMMAND + " exited with status " + status);
        }
    }
}

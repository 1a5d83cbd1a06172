package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of {@code matrix/src/test} with client programs and their npm packages, copied to {@code target}. */
record ClientFolder(Path path) {

    private static final int MINUTES = 5;

    /** Copies the folder and installs the npm packages once. */
    static ClientFolder install(String name) throws IOException, InterruptedException {
        ClientFolder folder = new ClientFolder(Files.createDirectories(Path.of("target", name)));
        try (Stream<Path> files = Files.list(Path.of("matrix", "src", "test", name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.path.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(folder.path.resolve("node_modules"))) {
            folder.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
        return folder;
    }

    /** Runs the command in the folder and returns its output. Fails the test if the exit status is not 0. */
    String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = path.resolve(Path.of(command[0]).getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(String.join(" ", command))
                    .isTrue();
        } finally {
            process.destroy();
        }
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** Writes a file into the folder and returns its absolute path. */
    String write(String name, byte[] content) throws IOException {
        return Files.write(path.resolve(name), content).toAbsolutePath().toString();
    }
}

package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code src/test/js} by Node.js; what that says is shown where it fails. */
@Tag("node")
@BlackBox
@ContractSection({1, 2, 4})
@DisplayName("The origin's public JavaScript client")
class JavaScriptClientIT {

    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final Path FOLDER = Path.of("target", "js");
    private static final int MINUTES = 5;

    private final Portrait portrait;

    JavaScriptClientIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("works unchanged: profiles, avatars, and what it makes of errors")
    void client() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of(".npmrc", "package.json", "package-lock.json", "client.test.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path photo = FOLDER.resolve("photo.jpg");
        Files.write(photo, Photos.jpeg(60, 40));
        Person ann = portrait.person();
        Person bob = portrait.person();

        if (!Files.exists(FOLDER.resolve("node_modules"))) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
        run(
                Map.of(
                        "PORTRAIT_URL", portrait.base().toString().replaceAll("/$", ""),
                        "PORTRAIT_ID", String.valueOf(ann.id()),
                        "PORTRAIT_TOKEN", ann.token(),
                        "PORTRAIT_OTHER_ID", String.valueOf(bob.id()),
                        "PORTRAIT_PHOTO", photo.toAbsolutePath().toString()),
                "node",
                "--test",
                "client.test.js");
    }

    private static void run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = FOLDER.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
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
        assertThat(process.exitValue()).as(() -> read(output)).isZero();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the sign-in module in Node.js. A failure shows the output. */
@DisplayName("The module that signs people in on the pages")
class SessionModuleTest {

    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Path TESTS = Path.of("matrix", "src", "test", "js", "session.test.mjs");

    @Test
    @DisplayName("checks what the provider sends, renews tokens in time, and never sends a token elsewhere")
    void session() throws IOException, InterruptedException {
        ClientFolder folder = new ClientFolder(Files.createDirectories(Path.of("target", "session-module")));
        // The modules have the names that browsers know. For Node.js, such a file tells that they are modules.
        folder.write("package.json", "{\"type\":\"module\"}".getBytes(UTF_8));
        for (Path file : Stream.concat(modules().stream(), Stream.of(TESTS)).toList()) {
            Path copy = folder.path().resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }

        folder.run(Map.of(), "node", "--test", TESTS.toString());
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}

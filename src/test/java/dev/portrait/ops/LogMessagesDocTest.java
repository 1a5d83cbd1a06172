package dev.portrait.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the table of log messages in docs/operate.md to the sources. */
class LogMessagesDocTest {

    private static final Pattern STATEMENT = Pattern.compile("\\bLOG\\.\\w+\\(.*?\\);", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE);

    private final String sources = sources();
    private final String table = table();

    @Test
    @DisplayName("The table contains every message of level INFO or above")
    void has_every_message() {
        List<String> messages = STATEMENT
                .matcher(sources)
                .results()
                .map(statement -> statement.group())
                .filter(statement -> !statement.contains("Level.FINE"))
                .filter(statement -> !statement.contains("JSON.")) // the audit log has its own section
                .flatMap(statement -> LITERAL.matcher(statement).results().limit(1))
                .map(literal -> literal.group(1).strip())
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(8)
                .allSatisfy(message -> assertThat(table).contains(message));
    }

    @Test
    @DisplayName("The table contains no other messages")
    void has_no_other_message() {
        assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
                .hasSizeGreaterThan(8)
                .allSatisfy(message -> assertThat(sources).contains(message));
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LogMessagesDocTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table() {
        String operate = read(Path.of("docs", "operate.md"));
        return operate.substring(operate.indexOf("## Log messages"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/security.md")
class SecurityDocTest {

    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    @DisplayName("names tests that there are")
    void names_tests_that_there_are() throws IOException {
        Set<String> classes;
        try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
            classes = sources.map(source -> source.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(TEST_CLASS
                        .matcher(Files.readString(Path.of("docs", "security.md")))
                        .results()
                        .map((MatchResult named) -> named.group(1)))
                .hasSizeGreaterThan(50)
                .allMatch(classes::contains);
    }
}

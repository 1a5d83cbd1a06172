package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares docs/configure.md with {@link Settings}. */
class ConfigureDocTest {

    private static final Pattern ROW = Pattern.compile(
            "^\\| `(portrait\\.[^`]+)` \\| ([^|]+) \\| ([^|]+) \\| `([A-Z0-9_]+)` \\|$", Pattern.MULTILINE);

    private static final Pattern LITERAL = Pattern.compile("^`([^`]+)`$");

    private final Map<String, Row> rows = rows();
    private final Map<String, String> defaults =
            TestSettings.effective(Map.of()).values();

    @Test
    @DisplayName("The table has every key and no other")
    void has_every_key_and_no_other() {
        assertThat(rows.keySet()).isEqualTo(defaults.keySet());
    }

    @Test
    @DisplayName("Each environment variable is the key as MicroProfile Config spells it")
    void names_each_environment_variable() {
        rows.forEach((key, row) -> assertThat(row.variable())
                .isEqualTo(key.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT)));
    }

    @Test
    @DisplayName("The defaults are those of the code")
    void has_the_defaults_of_the_code() {
        Map<String, String> expected = new TreeMap<>(defaults);
        Path folder = Path.of(defaults.getOrDefault("portrait.data.dir", ""));
        expected.put("portrait.data.dir", folder.getFileName().toString());
        Map<String, String> documented = new TreeMap<>();
        rows.forEach((key, row) ->
                LITERAL.matcher(row.standard()).results().forEach(literal -> documented.put(key, literal.group(1))));

        assertThat(documented).hasSize(17);
        assertThat(expected).containsAllEntriesOf(documented);
        assertThat(defaults)
                .containsEntry("portrait.media.dir", folder.resolve("media").toString());
    }

    @Test
    @DisplayName("A setting without a default has no value")
    void says_which_settings_have_no_default() {
        rows.forEach((key, row) -> {
            if (List.of("none", "nobody", "empty").contains(row.standard())) {
                assertThat(defaults).containsEntry(key, "");
            }
        });
    }

    @Test
    @DisplayName("The bounds of a number are accepted, and numbers beyond them are refused")
    void has_the_bounds_of_each_number() {
        List<String> numbers =
                rows.keySet().stream().filter(key -> bounds(key).find()).toList();

        assertThat(numbers).hasSize(7);
        for (String key : numbers) {
            MatchResult bounds = bounds(key).results().findFirst().orElseThrow();
            long min = Long.parseLong(bounds.group(1));
            long max = Long.parseLong(bounds.group(2));
            assertThat(List.of(min, max)).allMatch(value -> isAccepted(key, value));
            assertThat(List.of(min - 1, max + 1)).noneMatch(value -> isAccepted(key, value));
        }
    }

    private Matcher bounds(String key) {
        return Pattern.compile("^(\\d+) to (\\d+)$").matcher(row(key).range());
    }

    private static boolean isAccepted(String key, long value) {
        try {
            Settings unused = TestSettings.read(Map.of(key, Long.toString(value)));
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private Row row(String key) {
        return Optional.ofNullable(rows.get(key)).orElseThrow();
    }

    private static Map<String, Row> rows() {
        try {
            return ROW.matcher(Files.readString(Path.of("docs", "configure.md")))
                    .results()
                    .collect(Collectors.toMap(
                            row -> row.group(1),
                            row -> new Row(row.group(2), row.group(3), row.group(4)),
                            (first, second) -> first,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row of the table. */
    private record Row(String standard, String range, String variable) {}
}

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
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds docs/configure.md to what {@link Settings} does. */
class ConfigureDocTest {

    private static final Pattern ROW = Pattern.compile(
            "^\\| `(portrait\\.[^`]+)` \\| ([^|]+) \\| ([^|]+) \\| `([A-Z0-9_]+)` \\|$", Pattern.MULTILINE);

    private final Map<String, Row> rows = rows();

    @Test
    @DisplayName("The table has every key that is read, and no other")
    void has_every_key_that_is_read_and_no_other() {
        TreeSet<String> read = new TreeSet<>();
        Settings unused = new Settings(new SettingsReader(key -> {
            read.add(key);
            return Optional.empty();
        }));

        assertThat(rows.keySet()).isEqualTo(read);
    }

    @Test
    @DisplayName("Each environment variable is the key as MicroProfile Config spells it")
    void names_each_environment_variable() {
        rows.forEach((key, row) -> assertThat(row.variable())
                .isEqualTo(key.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT)));
    }

    @Test
    @DisplayName("The defaults are those of the code")
    void gives_the_defaults_of_the_code() {
        Settings settings = new Settings(new SettingsReader(key -> Optional.empty()));

        assertThat(literal("portrait.identity.claim"))
                .isEqualTo(settings.identityClaim().claim());
        assertThat(literal("portrait.data.dir"))
                .isEqualTo(settings.dataDir().getFileName().toString());
        assertThat(literal("portrait.db.user")).isEqualTo(settings.dbUser());
        assertThat(literal("portrait.db.migrate")).isEqualTo(Boolean.toString(settings.dbMigrate()));
        assertThat(settings.mediaDir()).isEqualTo(settings.dataDir().resolve("media"));
        S3Settings s3 = settings.mediaS3();
        assertThat(literal("portrait.media.store"))
                .isEqualTo(settings.mediaStore().name().toLowerCase(Locale.ROOT));
        assertThat(literal("portrait.media.s3.region")).isEqualTo(s3.region());
        assertThat(literal("portrait.media.s3.path-style")).isEqualTo(Boolean.toString(s3.pathStyle()));
        assertThat(literal("portrait.media.s3.timeout"))
                .isEqualTo(Long.toString(s3.timeout().toSeconds()));
        assertThat(literal("portrait.media.s3.delivery"))
                .isEqualTo(s3.delivery().name().toLowerCase(Locale.ROOT));
        assertThat(literal("portrait.picture.max-bytes")).isEqualTo(Integer.toString(settings.pictureMaxBytes()));
        assertThat(literal("portrait.picture.max-pixels")).isEqualTo(Long.toString(settings.pictureMaxPixels()));
        assertThat(literal("portrait.picture.max-frames")).isEqualTo(Integer.toString(settings.pictureMaxFrames()));
        assertThat(literal("portrait.request.max-bytes")).isEqualTo(Long.toString(settings.requestMaxBytes()));
    }

    @Test
    @DisplayName("The bounds of a number are accepted, and what lies beyond is refused")
    void gives_the_bounds_of_each_number() {
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
            Settings unused = new Settings(new SettingsReader(
                    asked -> asked.equals(key) ? Optional.of(Long.toString(value)) : Optional.empty()));
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private String literal(String key) {
        return row(key).standard().replace("`", "");
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

    /** A setting as the table has it. */
    private record Row(String standard, String range, String variable) {}
}

package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The catalogues of the page's texts")
class TextCataloguesTest {

    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Path FOLDER = PAGES.resolve(Path.of("profile", "texts"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern SAID = Pattern.compile("\\bsay\\('([^']+)'");
    private static final String ERROR = "error.";

    private static final JsonObject ENGLISH = catalogue(FOLDER.resolve("en.json"));

    static List<Path> others() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("en.json")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("say all that the English one says, with the same placeholders")
    void complete(Path file) {
        JsonObject words = catalogue(file);

        assertThat(words.keySet().stream().filter(key -> !key.startsWith(ERROR)))
                .containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
        assertThat(ENGLISH.keySet())
                .allSatisfy(key -> assertThat(placeholders(words, key)).as(key).isEqualTo(placeholders(ENGLISH, key)));
    }

    @Test
    @DisplayName("have all that the page says")
    void used() throws IOException {
        try (Stream<Path> scripts = Files.walk(PAGES)) {
            List<String> names = scripts.filter(script -> script.toString().endsWith(".js"))
                    .flatMap(script -> SAID.matcher(read(script)).results())
                    .map(said -> said.group(1))
                    .toList();
            assertThat(names).hasSizeGreaterThan(20);
            assertThat(ENGLISH.keySet()).containsAll(names);
        }
    }

    // What the server says in English needs other words only for what people can do something about.
    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("have words for each error that a field can have")
    void errors(Path file) {
        assertThat(catalogue(file).keySet())
                .containsAll(Stream.of(ErrorCode.values())
                        .filter(code -> code.compareTo(ErrorCode.READ_ONLY) <= 0)
                        .map(code -> ERROR + code.wire())
                        .toList());
    }

    private static Set<String> placeholders(JsonObject words, String key) {
        return PLACEHOLDER
                .matcher(words.getString(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static JsonObject catalogue(Path file) {
        try (JsonReader reader = Json.createReader(new StringReader(read(file)))) {
            return reader.readObject();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

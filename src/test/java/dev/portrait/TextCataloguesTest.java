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
import java.util.regex.Matcher;
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
    private static final Pattern SHOWN = Pattern.compile("data-text=\"([^\"]+)\">([^<]*)<");
    private static final Pattern LANGUAGES = Pattern.compile("LANGUAGES = \\[([^]]+)]");
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
        List<String> names = files(".js")
                .flatMap(script -> SAID.matcher(read(script)).results())
                .map(said -> said.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(ENGLISH.keySet()).containsAll(names);
    }

    @Test
    @DisplayName("have nothing else")
    void needed() throws IOException {
        String sources = files(".js", ".html").map(TextCataloguesTest::read).collect(Collectors.joining());

        assertThat(ENGLISH.keySet()).allSatisfy(name -> {
            String family = name.replaceFirst("\\..*", "");
            assertThat(sources)
                    .containsAnyOf("'" + name + "'", '"' + name + '"', '`' + family + ".${", "count('" + family + "'");
        });
    }

    @Test
    @DisplayName("say in English what the pages say before their scripts have arrived")
    void pages() throws IOException {
        List<MatchResult> texts = files(".html")
                .flatMap(page -> SHOWN.matcher(read(page)).results())
                .toList();

        assertThat(texts)
                .hasSizeGreaterThan(5)
                .allSatisfy(text -> assertThat(ENGLISH.getString(text.group(1))).isEqualTo(text.group(2)));
    }

    @Test
    @DisplayName("are those that the page knows")
    void languages() {
        Matcher known = LANGUAGES.matcher(read(PAGES.resolve(Path.of("profile", "texts.js"))));

        assertThat(known.find()).isTrue();
        assertThat(known.group(1).replaceAll("[' ]", "").split(","))
                .containsExactlyInAnyOrder(Stream.of(FOLDER.toFile().list())
                        .map(file -> file.replace(".json", ""))
                        .toArray(String[]::new));
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

    private static Stream<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList().stream();
        }
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

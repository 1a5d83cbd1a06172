package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("The text catalogues of the page")
class TextCataloguesTest {

    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Path FOLDER = PAGES.resolve(Path.of("profile", "texts"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern TEXT_IN_SCRIPT = Pattern.compile("\\bsay\\('([^']+)'");
    private static final Pattern TEXT_IN_PAGE = Pattern.compile("data-text=\"([^\"]+)\">([^<]*)<");
    private static final Pattern LANGUAGES = Pattern.compile("LANGUAGES = \\[([^]]+)]");

    private static final JsonObject ENGLISH = catalogue(FOLDER.resolve("en.json"));

    static List<Path> translations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("en.json")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    @DisplayName("have the same keys and placeholders as the English one")
    void have_the_same_keys_and_placeholders(Path file) {
        JsonObject texts = catalogue(file);

        assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
        assertThat(ENGLISH.keySet())
                .allSatisfy(key -> assertThat(placeholders(texts, key)).as(key).isEqualTo(placeholders(ENGLISH, key)));
    }

    @Test
    @DisplayName("have every text that the scripts use")
    void have_every_text_that_the_scripts_use() throws IOException {
        List<String> names = files(".js")
                .flatMap(script -> TEXT_IN_SCRIPT.matcher(read(script)).results())
                .map(use -> use.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(ENGLISH.keySet()).containsAll(names);
    }

    @Test
    @DisplayName("have no unused text")
    void have_no_unused_text() throws IOException {
        String sources = files(".js", ".html").map(TextCataloguesTest::read).collect(Collectors.joining());

        assertThat(ENGLISH.keySet()).allSatisfy(name -> {
            String family = name.replaceFirst("\\..*", "");
            assertThat(sources)
                    .containsAnyOf("'" + name + "'", '"' + name + '"', '`' + family + ".${", "count('" + family + "'");
        });
    }

    @Test
    @DisplayName("have the same English texts as the pages have before their scripts are loaded")
    void have_the_english_texts_of_the_pages() throws IOException {
        List<MatchResult> texts = files(".html")
                .flatMap(page -> TEXT_IN_PAGE.matcher(read(page)).results())
                .toList();

        assertThat(texts)
                .hasSizeGreaterThan(5)
                .allSatisfy(text -> assertThat(ENGLISH.getString(text.group(1))).isEqualTo(text.group(2)));
    }

    @Test
    @DisplayName("exist for each language of the scripts and for no other")
    void exist_for_each_language() {
        Matcher known = LANGUAGES.matcher(read(PAGES.resolve(Path.of("profile", "texts.js"))));

        assertThat(known.find()).isTrue();
        assertThat(known.group(1).replaceAll("[' ]", "").split(","))
                .containsExactlyInAnyOrder(Stream.of(FOLDER.toFile().list())
                        .map(file -> file.replace(".json", ""))
                        .toArray(String[]::new));
    }

    private static Stream<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList().stream();
        }
    }

    private static Set<String> placeholders(JsonObject texts, String key) {
        return PLACEHOLDER
                .matcher(texts.getString(key))
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

package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The text catalogues of the pages")
class TextCataloguesTest {

    private static final Path WEBAPP = Path.of("src", "main", "webapp");
    private static final Path ADMIN = WEBAPP.resolve("admin");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern TEXT_IN_SCRIPT = Pattern.compile("\\bsay\\('([^']+)'");
    private static final Pattern TEXT_IN_PAGE = Pattern.compile("data-text=\"([^\"]+)\">([^<]*)<");
    private static final Pattern LANGUAGES = Pattern.compile("LANGUAGES = \\[([^]]+)]");
    private static final String ENGLISH = "en.json";

    /** The pages that share catalogues, which are in the folder {@code texts}. */
    enum Pages {
        PROFILE(WEBAPP.resolve("profile")) {
            @Override
            boolean have(Path file) {
                return !file.startsWith(ADMIN);
            }
        },
        ADMINISTRATION(ADMIN) {
            @Override
            boolean have(Path file) {
                return file.startsWith(ADMIN);
            }
        };

        private final Path texts;

        Pages(Path folder) {
            texts = folder.resolve("texts");
        }

        abstract boolean have(Path file);

        JsonObject english() {
            return catalogue(texts.resolve(ENGLISH));
        }

        List<String> sources(String... endings) throws IOException {
            try (Stream<Path> files = Files.walk(WEBAPP)) {
                return files.filter(this::have)
                        .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                        .map(TextCataloguesTest::read)
                        .toList();
            }
        }
    }

    static List<Arguments> translations() throws IOException {
        List<Arguments> translations = new ArrayList<>();
        for (Pages pages : Pages.values()) {
            try (Stream<Path> files = Files.list(pages.texts)) {
                files.filter(file -> !file.endsWith(ENGLISH)).forEach(file -> translations.add(arguments(pages, file)));
            }
        }
        return translations;
    }

    @ParameterizedTest
    @MethodSource("translations")
    @DisplayName("have the same keys and placeholders as the English one")
    void have_the_same_keys_and_placeholders(Pages pages, Path file) {
        JsonObject english = pages.english();
        JsonObject texts = catalogue(file);

        assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        assertThat(english.keySet())
                .allSatisfy(key -> assertThat(placeholders(texts, key)).as(key).isEqualTo(placeholders(english, key)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("have every text that the scripts use")
    void have_every_text_that_the_scripts_use(Pages pages) throws IOException {
        List<String> names = pages.sources(".js").stream()
                .flatMap(script -> TEXT_IN_SCRIPT.matcher(script).results())
                .map(use -> use.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(pages.english().keySet()).containsAll(names);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("have no unused text")
    void have_no_unused_text(Pages pages) throws IOException {
        String sources = String.join("", pages.sources(".js", ".html"));

        assertThat(pages.english().keySet()).allSatisfy(name -> {
            String family = name.replaceFirst("\\..*", "");
            assertThat(sources)
                    .containsAnyOf("'" + name + "'", '"' + name + '"', '`' + family + ".${", "count('" + family + "'");
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("have the same English texts as the pages have before their scripts are loaded")
    void have_the_english_texts_of_the_pages(Pages pages) throws IOException {
        List<MatchResult> texts = pages.sources(".html").stream()
                .flatMap(page -> TEXT_IN_PAGE.matcher(page).results())
                .toList();

        assertThat(texts)
                .hasSizeGreaterThan(5)
                .allSatisfy(text ->
                        assertThat(pages.english().getString(text.group(1))).isEqualTo(text.group(2)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("exist for each language of the scripts")
    void exist_for_each_language(Pages pages) {
        Matcher known = LANGUAGES.matcher(read(WEBAPP.resolve(Path.of("profile", "texts.js"))));

        assertThat(known.find()).isTrue();
        assertThat(Stream.of(pages.texts.toFile().list()).map(file -> file.replace(".json", "")))
                .containsExactlyInAnyOrder(known.group(1).replaceAll("[' ]", "").split(","));
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

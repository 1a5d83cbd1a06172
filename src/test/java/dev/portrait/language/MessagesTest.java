package dev.portrait.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages")
class MessagesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "dev", "portrait");
    private static final Path TEXTS_OF_THE_PAGE = Path.of("src", "main", "webapp", "profile", "texts");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    private static final Properties ENGLISH = read("messages.properties");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-AT | de",
                "it-CH | it",
                "IT-ch | it",
                "fr-CA;q=0.3, es;q=0.8 | es",
                "xx, fr | fr",
                "zh-Hant-TW, pt, es;q=0.1 | es",
                "de-Latn-DE-1996 | de",
                "*, de;q=0.5 | de",
                "de;q=0, it | it",
                "en, de;q=0.9 | en",
                "de;Q=0.5 ,  fr ; q=0.501 | fr"
            })
    @DisplayName("are in the language that the caller prefers")
    void preferred(String header, String language) {
        assertThat(Messages.accepted(header).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "xx",
                "*",
                "de;q=0",
                "de;q=0,*",
                "xx;q=1,*;q=0",
                ";",
                ",,,",
                "de;q=x",
                "de;q=2",
                "de;;q=1",
                "q=1",
                "d e",
                "\0",
                "ü",
                "en_US",
                "-",
                "*-*-*-*-*-*-*-*",
                "../../etc/passwd",
                "${jndi:ldap://x}"
            })
    @DisplayName("are English where the header names no other language, or is malformed")
    void english(@Nullable String header) {
        assertThat(Messages.accepted(header).language()).isEqualTo("en");
    }

    @Test
    @Timeout(5)
    @DisplayName("are English where the header is huge, and cost no time")
    void huge_header() {
        List<String> headers = List.of(
                "de,".repeat(2800),
                "de" + " ".repeat(8000) + ";",
                "a-".repeat(4000) + "b",
                "*-".repeat(4000) + "*",
                "x".repeat(8192),
                String.join(",", Collections.nCopies(20, "a-b-c-d")),
                String.join(",", Collections.nCopies(20, "*")));
        for (int i = 0; i < 100; i++) {
            assertThat(headers.stream().map(header -> Messages.accepted(header).language()))
                    .containsOnly("en");
        }
    }

    @Test
    @DisplayName("are the same on a thread without a request, whatever the language of the machine")
    void other_thread() throws InterruptedException {
        AtomicReference<String> said = new AtomicReference<>();
        Thread thread = new Thread(() -> said.set(Messages.accepted(null).say("not_found")));
        thread.start();
        thread.join();

        assertThat(said.get()).isEqualTo("There is nothing at this address.");
    }

    static Stream<String> languages() {
        return Messages.LANGUAGES.stream().filter(language -> !language.equals("en"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    @DisplayName("have the same keys and placeholders in each language")
    void same_keys_and_placeholders(String language) {
        Properties messages = read("messages_" + language + ".properties");

        assertThat(messages.stringPropertyNames()).isEqualTo(ENGLISH.stringPropertyNames());
        assertThat(messages.stringPropertyNames())
                .allSatisfy(key -> assertThat(placeholders(messages.getProperty(key)))
                        .as(key)
                        .isEqualTo(placeholders(ENGLISH.getProperty(key))));
    }

    @ParameterizedTest
    @MethodSource("languages")
    @DisplayName("are translated in each language")
    void translated(String language) {
        Properties messages = read("messages_" + language + ".properties");

        assertThat(messages.stringPropertyNames().stream()
                        .filter(key -> messages.getProperty(key).contains(" "))
                        .filter(key -> messages.getProperty(key).equals(ENGLISH.getProperty(key))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_es", "_fr", "_it"})
    @DisplayName("are well-formed: MessageFormat reads them, and no apostrophe disappears")
    void well_formed(String suffix) {
        Properties messages = read("messages" + suffix + ".properties");

        assertThat(messages.stringPropertyNames()).allSatisfy(key -> {
            String message = messages.getProperty(key);
            assertThat(message)
                    .as(key)
                    .doesNotContain("'")
                    .isEqualTo(message.strip())
                    .isNotEmpty();
            assertThatCode(() -> new MessageFormat(message, Locale.ROOT)).doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "it"})
    @DisplayName("call the fields by the names that they have on the page")
    void labels(String language) throws IOException {
        Path file = TEXTS_OF_THE_PAGE.resolve(language + ".json");
        Messages messages = Messages.accepted(language);
        assertThat(messages.language()).isEqualTo(language);
        if (Files.exists(file)) {
            JsonObject page = json(file);
            assertThat(ENGLISH.stringPropertyNames().stream()
                            .filter(key -> key.startsWith("label.") && !key.equals("label.avatar_base64")))
                    .hasSize(12)
                    .allSatisfy(key ->
                            assertThat(messages.say(key)).isEqualTo(page.getString(key.replace("label.", "field."))));
        }
    }

    private static JsonObject json(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        }
    }

    private static Set<String> placeholders(String message) {
        return PLACEHOLDER.matcher(message).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Properties read(String file) {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file), StandardCharsets.UTF_8)) {
            messages.load(reader);
            return messages;
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}

package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that scripts and documents for administrators mention only existing settings. */
class ServerConfigTest {

    private static final Set<String> KEYS =
            TestSettings.effective(Map.of()).values().keySet();
    private static final Set<String> VARIABLES = KEYS.stream()
            .map(key -> key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    private static final Pattern KEY = Pattern.compile(
            "(?<![\\w./-])portrait\\.(?:identity|data|datasource|db|media|public-url|trusted-proxies|picture|request|avatars|read-only-fields|directory|visibility|cors|frame|oidc)[a-z0-9.-]*[a-z]");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\bPORTRAIT_(?:IDENTITY|DATA|DB|MEDIA|PUBLIC|TRUSTED|PICTURE|REQUEST|AVATARS|READ|DIRECTORY|VISIBILITY|CORS|OIDC)[A-Z0-9_]*[A-Z]\\b");

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("server-config", "docs")) {
            try (Stream<Path> below = Files.walk(Path.of(folder))) {
                below.filter(file ->
                                Files.isRegularFile(file) && !file.toString().endsWith(".png"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("mentions only existing settings")
    void mentions_only_existing_settings(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);

        assertThat(KEYS).containsAll(found(KEY, text));
        assertThat(VARIABLES).containsAll(found(VARIABLE, text));
    }

    @Test
    @DisplayName("The realm for Keycloak has no user, key or secret, and allows no password grant")
    void realm_without_secrets() throws IOException {
        String realm = Files.readString(Path.of("server-config", "keycloak", "portrait-realm.json"));

        assertThat(realm)
                .doesNotContainPattern(
                        "(?i)\"[^\"]*(secret|password|credential|private|certificate|users|components)[^\"]*\" *:")
                .contains(
                        "\"publicClient\": true", "\"directAccessGrantsEnabled\": false", "\"claim.name\": \"groups\"");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}

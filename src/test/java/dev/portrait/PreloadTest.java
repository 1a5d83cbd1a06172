package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// Without a preload, the browser finds a module only when it has read the one that imports it: one round trip for each
// step.
@DisplayName("The modules that a page preloads")
class PreloadTest {

    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\">");
    private static final Pattern IMPORT = Pattern.compile("(?:\\bfrom|\\bimport) '(\\.[^']+)'");

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "admin/index.html", "embed/index.html"})
    @DisplayName("are those that its script imports")
    void are_those_that_the_script_imports(String name) throws IOException {
        Path page = PAGES.resolve(name);
        String html = Files.readString(page);
        Set<Path> imported = new TreeSet<>();
        for (Path script : targets(SCRIPT, html, page)) {
            collect(script, imported);
        }

        assertThat(imported).isNotEmpty();
        assertThat(targets(PRELOAD, html, page)).containsExactlyInAnyOrderElementsOf(imported);
    }

    private static void collect(Path module, Set<Path> imported) throws IOException {
        for (Path target : targets(IMPORT, Files.readString(module), module)) {
            if (imported.add(target)) {
                collect(target, imported);
            }
        }
    }

    private static Set<Path> targets(Pattern link, String text, Path file) {
        return link.matcher(text)
                .results()
                .map(found -> found.group(1))
                .map(address -> file.resolveSibling(address).normalize())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.portrait;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("References to the documents")
class DocReferencesTest {

    private static final Pattern SOURCE =
            Pattern.compile(".*\\.(java|sql|js|json|properties|xml|html|css|md|sh|conf|env|cli|asadmin|yml)");
    private static final Pattern REFERENCE =
            Pattern.compile("\\b(contract|design) (§\\d+(?:(?:, and|,| and| or) §\\d+)*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNCHECKED = Pattern.compile("§\\d|\\bdesign(\\.md)?:", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANNOTATION = Pattern.compile("@ContractSection\\(([^)]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\d+)\\. ");

    private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|\\b(?:src|href)=\"([^\"]+)\"");

    @Test
    @DisplayName("name sections that exist")
    void name_sections_that_exist() {
        Set<String> sections = Stream.of("contract", "design")
                .flatMap(document -> SECTION.matcher(read(Path.of("docs", document + ".md")))
                        .results()
                        .map(section -> document + " §" + section.group(1)))
                .collect(Collectors.toSet());

        List<Reference> references =
                sources().flatMap(DocReferencesTest::references).toList();

        assertThat(references)
                .hasSizeGreaterThan(40)
                .filteredOn(reference -> !sections.contains(reference.section()))
                .isEmpty();
    }

    @Test
    @DisplayName("have a form that this test recognizes")
    void have_a_form_that_this_test_recognizes() {
        assertThat(sources()
                        .flatMap(source -> UNCHECKED
                                .matcher(REFERENCE.matcher(unwrapped(source)).replaceAll(""))
                                .results()
                                .map(found -> source + ": " + found.group())))
                .isEmpty();
    }

    @Test
    @DisplayName("link to files and headings that exist")
    void link_to_files_and_headings_that_exist() {
        List<Link> links = pages().flatMap(DocReferencesTest::links).toList();

        assertThat(links)
                .hasSizeGreaterThan(50)
                .filteredOn(link -> !link.targetExists())
                .isEmpty();
    }

    private static Stream<Reference> references(Path source) {
        String text = unwrapped(source);
        return Stream.concat(
                ANNOTATION.matcher(text).results().flatMap(found -> references(source, "contract", found.group(1))),
                REFERENCE.matcher(text).results().flatMap(found -> references(source, found.group(1), found.group(2))));
    }

    private static Stream<Reference> references(Path source, String document, String numbers) {
        return NUMBER.matcher(numbers)
                .results()
                .map(number -> new Reference(source, document.toLowerCase(Locale.ROOT) + " §" + number.group()));
    }

    private static Stream<Path> sources() {
        return Stream.of("src/main", "src/test", "matrix/src/test", "server-config")
                .flatMap(folder -> files(Path.of(folder), SOURCE.pattern()));
    }

    /** The text with wrapped comments joined to one line. */
    private static String unwrapped(Path source) {
        return read(source).replaceAll("\\R[\\s*/#-]*", " ");
    }

    private static Stream<Path> pages() {
        return Stream.of(
                        Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                        files(Path.of("docs"), ".*\\.md"),
                        files(Path.of("server-config"), ".*README\\.md"))
                .flatMap(pages -> pages);
    }

    private static Stream<Link> links(Path page) {
        return LINK.matcher(prose(page))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .map(target -> new Link(page, target));
    }

    private static String prose(Path page) {
        return FENCED_CODE.matcher(read(page)).replaceAll("");
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Set<String> anchors(Path page) {
        Map<String, Integer> counts = new HashMap<>();
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int count = counts.merge(anchor, 1, Integer::sum);
                    return count == 1 ? anchor : anchor + "-" + (count - 1);
                })
                .collect(Collectors.toSet());
    }

    private static Stream<Path> files(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(name)).filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8); // test data may be malformed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Reference(Path source, String section) {}

    private record Link(Path page, String target) {

        boolean targetExists() {
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
        }
    }
}

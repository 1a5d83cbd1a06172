package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

@DisplayName("docs/security.md")
class SecurityDocTest {

    private static final Path DOCUMENT = Path.of("docs", "security.md");
    private static final List<Path> TESTS =
            List.of(Path.of("src", "test", "java"), Path.of("matrix", "src", "test", "java"));
    private static final Pattern SECTION = Pattern.compile("(?m)^## (V\\d.*)\\R((?:(?!## ).*\\R)*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*$");
    // Surefire and Failsafe select classes by these endings.
    private static final String NAMED = "`(\\w+(?:Test|IT))(?:\\.(\\w+))?`( \\([\\w ,]+\\))?";
    private static final Pattern NAMED_TEST = Pattern.compile(NAMED);

    private static final Map<String, List<Class<?>>> CLASSES = classes();

    /** A test class or a single test that a row names. */
    private record Named(String className, String method, boolean restricted) {

        private static Named parse(MatchResult match) {
            return new Named(match.group(1), match.group(2) == null ? "" : match.group(2), match.group(3) != null);
        }

        private Class<?> type() {
            List<Class<?>> types = CLASSES.getOrDefault(className, List.of());
            assertThat(types).as("classes named %s", className).hasSize(1);
            return types.get(0);
        }

        /** The class that declares the method: the test class, or a nested one, which has tags of its own. */
        private Class<?> declaring() {
            return nested(type()).stream()
                    .filter(inner -> tests(inner).contains(method))
                    .findFirst()
                    .orElseGet(this::type);
        }
    }

    /** A row of one of the tables. */
    record Claim(String requirements, String tests) {

        private List<Named> named() {
            return NAMED_TEST.matcher(tests).results().map(Named::parse).toList();
        }

        @Override
        public String toString() {
            return requirements + ": " + tests;
        }
    }

    static List<Claim> claims() throws IOException {
        return sections().flatMap(SecurityDocTest::claims).toList();
    }

    private static Stream<MatchResult> sections() throws IOException {
        return SECTION.matcher(Files.readString(DOCUMENT)).results();
    }

    private static Stream<Claim> claims(MatchResult section) {
        return ROW.matcher(section.group(2))
                .results()
                .skip(2) // the header and the line below it
                .map(row -> row.group().split("\\|", -1))
                .map(cells -> new Claim(
                        cells[1].strip(), cells.length == 5 ? cells[3].strip() : "the column of tests is missing"));
    }

    @Test
    @DisplayName("has claims in every section of the standard")
    void has_claims() throws IOException {
        assertThat(sections())
                .hasSizeGreaterThan(5)
                .allSatisfy(section ->
                        assertThat(claims(section)).as(section.group(1)).isNotEmpty());
        assertThat(claims()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("claims")
    @DisplayName("names only tests in each row")
    void names_tests(Claim claim) {
        assertThat(claim.tests()).matches(NAMED + "(, " + NAMED + ")*");
    }

    @ParameterizedTest
    @MethodSource("claims")
    @DisplayName("names tests that exist and run")
    void names_tests_that_run(Claim claim) {
        for (Named named : claim.named()) {
            Class<?> type = named.type();
            assertThat(isRun(type)).as(type.getName()).isTrue();
            assertThat(tests(type)).as("tests of %s", type.getName()).isNotEmpty();
            if (!named.method().isEmpty()) {
                assertThat(tests(type)).as("tests of %s", type.getName()).contains(named.method());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("claims")
    @DisplayName("says where a test runs if not on every server")
    void says_where_tests_run(Claim claim) {
        assertThat(claim.named().stream()
                        .filter(named -> named.className().endsWith("IT") && !named.restricted())
                        .map(Named::declaring))
                .allSatisfy(type -> assertThat(AnnotationSupport.findRepeatableAnnotations(type, Tag.class))
                        .extracting(Tag::value)
                        .containsAnyOf("every-server", "keycloak"));
    }

    private static boolean isRun(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && !AnnotationSupport.isAnnotated(type, Disabled.class);
    }

    /** The names of the test methods and test fields of a class and its nested classes. */
    private static List<String> tests(Class<?> type) {
        Stream<String> methods =
                ReflectionSupport.findMethods(type, SecurityDocTest::isTest, HierarchyTraversalMode.TOP_DOWN).stream()
                        .map(method -> method.getName());
        Stream<String> fields =
                ReflectionSupport.findFields(type, SecurityDocTest::isTest, HierarchyTraversalMode.TOP_DOWN).stream()
                        .map(field -> field.getName());
        Stream<String> nested = nested(type).stream().flatMap(inner -> tests(inner).stream());
        return Stream.of(methods, fields, nested).flatMap(Function.identity()).toList();
    }

    private static List<Class<?>> nested(Class<?> type) {
        return ReflectionSupport.findNestedClasses(type, inner -> AnnotationSupport.isAnnotated(inner, Nested.class));
    }

    private static boolean isTest(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, Testable.class)
                && !AnnotationSupport.isAnnotated(element, Disabled.class);
    }

    private static Map<String, List<Class<?>>> classes() {
        return TESTS.stream()
                .flatMap(folder -> classNames(folder).stream())
                .map(SecurityDocTest::load)
                .collect(Collectors.groupingBy(Class::getSimpleName));
    }

    private static List<String> classNames(Path folder) {
        try (Stream<Path> sources = Files.walk(folder)) {
            return sources.map(source -> folder.relativize(source).toString())
                    .filter(source -> source.endsWith("Test.java") || source.endsWith("IT.java"))
                    .map(source -> source.replace(".java", "").replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SecurityDocTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}

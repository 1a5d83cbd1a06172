package dev.portrait.config;

import dev.portrait.contract.ProfileField;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of settings.
 *
 * @param parse returns the value of a text, or empty if the type does not allow the text
 * @param rule what the type allows, after "must"
 * @param show returns the value as administrators may see it
 */
record ValueType<T>(Function<String, Optional<T>> parse, String rule, Function<T, String> show) {

    private static final Pattern HTTP_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?");
    private static final Pattern ORIGIN = Pattern.compile(
            "https?://(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?|\\[[0-9a-f:.]{2,45}])(?::[1-9]\\d{0,4})?");
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");
    private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "false", false);

    static final ValueType<String> TEXT = new ValueType<>(Optional::of, "be a text", text -> text);

    /** A text that is not shown. */
    static final ValueType<String> SECRET = new ValueType<>(Optional::of, "be a text", text -> "(set)");

    static final ValueType<Boolean> BOOLEAN = new ValueType<>(
            text -> Optional.ofNullable(BOOLEANS.get(text.toLowerCase(Locale.ROOT))),
            "be true or false",
            String::valueOf);

    static final ValueType<Boolean> SWITCH = new ValueType<>(
            text -> Optional.ofNullable(Map.of("on", true, "off", false).get(text.toLowerCase(Locale.ROOT))),
            "be on or off",
            on -> on ? "on" : "off");

    /** A path, made absolute. */
    static final ValueType<Path> FOLDER =
            new ValueType<>(ValueType::absolutePath, "be the path of a folder", Path::toString);

    /** A path, made absolute. */
    static final ValueType<Path> FILE =
            new ValueType<>(ValueType::absolutePath, "be the path of a file", Path::toString);

    /** A URL of H2 or PostgreSQL. User information and parameters are not shown. */
    static final ValueType<String> JDBC_URL = new ValueType<>(
            text -> Optional.of(text).filter(url -> url.matches("(?s)jdbc:(?:h2|postgresql):.*")),
            "begin with jdbc:h2: or jdbc:postgresql:",
            JdbcUrl::withoutSecrets);

    /** An address without a slash at its end. */
    static final ValueType<URI> HTTP_URL =
            new ValueType<>(ValueType::httpAddress, "be an http or https address without query", URI::toString);

    static final ValueType<List<AddressBlock>> ADDRESS_BLOCKS = new ValueType<>(
            text -> allPresent(words(text).map(AddressBlock::parse).toList()),
            "be IP addresses or CIDR blocks with commas between them",
            ValueType::joined);

    /** Origins as browsers write them: scheme, host in lower case, and a port unless it is the default of the scheme. */
    static final ValueType<Set<String>> ORIGINS = set(
            word -> ORIGIN.matcher(word).matches()
                    && !DEFAULT_PORT.matcher(word).matches(),
            "be origins, such as https://portal.example, with commas between them");

    static final ValueType<VisibilityFloors> VISIBILITY = new ValueType<>(
            VisibilityFloors::parse,
            "be levels such as *=signed-in,date_of_birth=owner: public, signed-in or owner for * or for one of "
                    + ProfileField.withVisibility().stream()
                            .map(ProfileField::key)
                            .collect(Collectors.joining(", "))
                    + "; public or signed-in for profile; each at most once",
            VisibilityFloors::toString);

    static ValueType<String> text(Pattern form, String rule) {
        return new ValueType<>(text -> Optional.of(text).filter(form.asMatchPredicate()), rule, text -> text);
    }

    static ValueType<Long> number(long min, long max) {
        return new ValueType<>(
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .filter(number -> number >= min && number <= max),
                "be a whole number from " + min + " to " + max,
                String::valueOf);
    }

    /** One of the constants, in lower case. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> constants) {
        List<E> choices = List.of(constants.getEnumConstants());
        return new ValueType<>(
                text -> choices.stream()
                        .filter(choice -> nameOf(choice).equals(text))
                        .findFirst(),
                "be " + choices.stream().map(ValueType::nameOf).collect(Collectors.joining(" or ")),
                ValueType::nameOf);
    }

    /** A set of some of the given words. */
    static ValueType<Set<String>> someOf(Set<String> words) {
        return set(words::contains, "be some of " + String.join(", ", new TreeSet<>(words)));
    }

    private static ValueType<Set<String>> set(Predicate<String> accepted, String rule) {
        return new ValueType<>(
                text -> Optional.<Set<String>>of(new TreeSet<>(words(text).toList()))
                        .filter(words -> words.stream().allMatch(accepted))
                        .map(Collections::unmodifiableSet),
                rule,
                ValueType::joined);
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    private static <T> Optional<List<T>> allPresent(List<Optional<T>> values) {
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static Optional<Path> absolutePath(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> httpAddress(String text) {
        try {
            return HTTP_ADDRESS.matcher(text).matches()
                    ? Optional.of(new URI(text.replaceAll("/+$", ""))).filter(uri -> uri.getHost() != null)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

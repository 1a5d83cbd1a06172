package dev.portrait.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Raw text to typed settings. A fault does not stop the reading: {@link #throwFaults()} reports all of them at once. */
public final class SettingsReader {

    private static final Pattern ORIGIN = Pattern.compile(
            "https?://(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?|\\[[0-9a-f:.]{2,45}])(?::[1-9]\\d{0,4})?");

    private final Function<String, Optional<String>> source;
    private final List<String> faults = new ArrayList<>();

    /**
     * A reader of raw text.
     *
     * @param source the value of a key, empty where it is not set
     */
    public SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean bool(String key, boolean otherwise) {
        return text(key)
                .flatMap(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> this.<Boolean>fault(key, "must be true or false");
                })
                .orElse(otherwise);
    }

    long number(String key, long otherwise, long min, long max) {
        return text(key)
                .flatMap(value -> {
                    if (value.matches("\\d{1,18}")) {
                        long number = Long.parseLong(value);
                        if (number >= min && number <= max) {
                            return Optional.of(number);
                        }
                    }
                    return this.<Long>fault(key, "must be a whole number from " + min + " to " + max);
                })
                .orElse(otherwise);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return text(key)
                .flatMap(value -> {
                    for (E constant : type.getEnumConstants()) {
                        if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                            return Optional.of(constant);
                        }
                    }
                    String names = String.join(" or ", names(type));
                    return this.<E>fault(key, "must be " + names);
                })
                .orElse(otherwise);
    }

    Optional<Path> path(String key) {
        return text(key).flatMap(value -> {
            try {
                return Optional.of(Path.of(value));
            } catch (InvalidPathException e) {
                return fault(key, "must be the path of a folder");
            }
        });
    }

    Optional<String> jdbcUrl(String key) {
        return text(key)
                .flatMap(value -> value.startsWith("jdbc:h2:") || value.startsWith("jdbc:postgresql:")
                        ? Optional.of(value)
                        : fault(key, "must begin with jdbc:h2: or jdbc:postgresql:"));
    }

    Optional<URI> httpUrl(String key) {
        return text(key)
                .filter(value -> value.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?"))
                .flatMap(value -> address(value.replaceAll("/+$", "")))
                .or(() -> text(key).flatMap(value -> fault(key, "must be an http or https address without query")));
    }

    List<AddressBlock> addressBlocks(String key) {
        return text(key)
                .flatMap(value -> {
                    List<Optional<AddressBlock>> blocks = Arrays.stream(value.split(",", -1))
                            .map(block -> AddressBlock.parse(block.strip()))
                            .toList();
                    return blocks.stream().allMatch(Optional::isPresent)
                            ? Optional.of(
                                    blocks.stream().flatMap(Optional::stream).toList())
                            : this.<List<AddressBlock>>fault(
                                    key, "must be IP addresses or CIDR blocks with commas between them");
                })
                .orElse(List.of());
    }

    /** Words of a list, sorted. */
    Set<String> choices(String key, Set<String> choices) {
        return list(key, choices::contains, "must be some of " + String.join(", ", new TreeSet<>(choices)));
    }

    /** Origins of pages as browsers write them: a scheme, a host in small letters, and a port that is not the scheme's own. */
    Set<String> origins(String key) {
        return list(
                key,
                SettingsReader::isOrigin,
                "must be origins, such as https://portal.example, with commas between them");
    }

    private static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches() && !text.matches("http://.*:80|https://.*:443");
    }

    private Set<String> list(String key, Predicate<String> accepted, String problem) {
        Set<String> words = text(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!words.stream().allMatch(accepted)) {
            fault(key, problem);
        }
        return Collections.unmodifiableSet(words);
    }

    private static Optional<URI> address(String value) {
        try {
            return Optional.of(new URI(value)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<String> matching(String key, Pattern form, String problem) {
        return text(key).flatMap(value -> form.matcher(value).matches() ? Optional.of(value) : fault(key, problem));
    }

    void required(String key, String reason) {
        if (text(key).isEmpty()) {
            fault(key, "must be set where " + reason);
        }
    }

    void throwFaults() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Portrait cannot start: " + String.join("; ", faults) + ".");
        }
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private <T> Optional<T> fault(String key, String problem) {
        faults.add(key + " " + problem);
        return Optional.empty();
    }
}

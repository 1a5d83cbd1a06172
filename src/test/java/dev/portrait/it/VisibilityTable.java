package dev.portrait.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways on which callers saw a field, by field and level. Written as Markdown to {@code target/visibility.md}. */
final class VisibilityTable {

    private static final Path FILE = Path.of("target", "visibility.md");

    private final Map<String, Map<Caller, Set<Way>>> rows = new LinkedHashMap<>();

    /** Who asks. */
    enum Caller {
        NOBODY,
        ANOTHER_USER,
        BLOCKED_USER,
        OWNER,
        ADMINISTRATOR;

        /** Returns whether the contract shows this caller a field of that level. */
        boolean sees(String level) {
            return switch (this) {
                case NOBODY -> level.equals("public");
                case ANOTHER_USER, BLOCKED_USER -> !level.equals("owner");
                case OWNER, ADMINISTRATOR -> true;
            };
        }
    }

    /** How a value can get out. */
    enum Way {
        /** In the profile. */
        GET,
        /** In a list of profiles. */
        LIST,
        /** The entity tag changes with the value, so that the request with the old one is no 304. */
        TAG,
        /** As the picture, or as its initials. */
        AVATAR,
        /** In the page that a plain form gets. */
        FORM,
        /** As the avatar, or the initials, that another program gets (contract §10). */
        LOOKUP
    }

    void add(String field, String level, Caller caller, Set<Way> seen) {
        rows.computeIfAbsent(field + " | " + level, row -> new EnumMap<>(Caller.class))
                .put(caller, seen);
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Arrays.stream(Caller.values())
                .map(VisibilityTable::name)
                .collect(Collectors.joining(" | ", "| field | level | ", " |")));
        lines.add("|---".repeat(Caller.values().length + 2) + "|");
        rows.forEach((row, seen) -> lines.add(Arrays.stream(Caller.values())
                .map(caller -> cell(seen.getOrDefault(caller, Set.of())))
                .collect(Collectors.joining(" | ", "| " + row + " | ", " |"))));
        Files.write(FILE, lines);
        lines.forEach(System.out::println);
    }

    private static String cell(Set<Way> seen) {
        return seen.isEmpty() ? "–" : seen.stream().map(VisibilityTable::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package dev.portrait.user;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The levels to which an owner narrows fields of the profile (contract §11). A field that is not mentioned has the level of
 * the site.
 */
record ChosenLevels(Map<ProfileField, VisibilityLevel> levels) {

    private static final ChosenLevels NONE = new ChosenLevels(Map.of());
    private static final ChosenLevels ALL_HIDDEN = new ChosenLevels(ProfileField.withVisibility().stream()
            .collect(Collectors.toMap(field -> field, f -> VisibilityLevel.OWNER)));

    ChosenLevels {
        Map<ProfileField, VisibilityLevel> copy = new EnumMap<>(ProfileField.class);
        copy.putAll(levels);
        copy.values().removeIf(level -> level == VisibilityLevel.PUBLIC); // narrows nothing
        levels = Collections.unmodifiableMap(copy);
    }

    /**
     * Parses the form in which the database keeps the levels. A text that has another form hides every field: what it was
     * meant to hide is unknown.
     */
    static ChosenLevels parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<ProfileField, VisibilityLevel> levels = new EnumMap<>(ProfileField.class);
        for (String choice : text.split(",", -1)) {
            String[] pair = choice.split("=", -1);
            Optional<ProfileField> field = ProfileField.withVisibility(pair[0]);
            Optional<VisibilityLevel> level = pair.length == 2 ? VisibilityLevel.of(pair[1]) : Optional.empty();
            if (field.isEmpty() || level.isEmpty() || levels.put(field.get(), level.get()) != null) {
                return ALL_HIDDEN;
            }
        }
        return new ChosenLevels(levels);
    }

    /** Returns the form that the database keeps, such as {@code bio=owner,avatar=signed-in}. */
    String text() {
        return levels.entrySet().stream()
                .map(choice -> choice.getKey().key() + "=" + choice.getValue().key())
                .collect(Collectors.joining(","));
    }

    /** Returns these levels after a change; a cleared field has the level of the site again. */
    ChosenLevels with(Map<ProfileField, Change<VisibilityLevel>> changes) {
        Map<ProfileField, VisibilityLevel> next = new EnumMap<>(ProfileField.class);
        next.putAll(levels);
        changes.forEach((field, change) -> next.put(field, change.over(of(field), VisibilityLevel.PUBLIC)));
        return new ChosenLevels(next);
    }

    /** Returns the levels that apply: of each field the narrower one of the choice and the floor. */
    Map<ProfileField, VisibilityLevel> within(VisibilityFloors floors) {
        Map<ProfileField, VisibilityLevel> effective = new EnumMap<>(ProfileField.class);
        floors.fields().forEach((field, floor) -> effective.put(field, floor.narrower(of(field))));
        return effective;
    }

    /** Returns the level of a field; {@code public} if the owner chose none. */
    VisibilityLevel of(ProfileField field) {
        return levels.getOrDefault(field, VisibilityLevel.PUBLIC);
    }
}

package dev.portrait.config;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The widest level that the site allows for each field of a profile (contract §11). Owners may narrow it for their own
 * profile.
 *
 * @param profile the level of everything that has no level of its own: who may read a profile at all
 * @param fields the level of each field that has one
 */
public record VisibilityFloors(VisibilityLevel profile, Map<ProfileField, VisibilityLevel> fields) {

    private static final String EVERY_FIELD = "*";
    private static final String PROFILE = "profile";

    // What is needed to find, or to impersonate, a person.
    private static final Set<ProfileField> PRIVATE_BY_DEFAULT =
            Set.of(ProfileField.DATE_OF_BIRTH, ProfileField.LOCATION_LAT_LNG, ProfileField.POSITION_LAT_LNG);

    /** The floors without any setting. */
    static final VisibilityFloors BUILT_IN = of(Map.of());

    public VisibilityFloors {
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
    }

    /** Parses levels such as {@code *=signed-in,date_of_birth=owner}; empty if the text has another form. */
    public static Optional<VisibilityFloors> parse(String text) {
        Map<String, VisibilityLevel> given = new HashMap<>();
        for (String word : text.split(",", -1)) {
            String[] pair = word.strip().split("\\s*=\\s*", -1);
            Optional<VisibilityLevel> level = pair.length == 2 ? VisibilityLevel.of(pair[1]) : Optional.empty();
            if (level.isEmpty() || !isKey(pair[0]) || given.put(pair[0], level.get()) != null) {
                return Optional.empty();
            }
        }
        // With profile=owner, colleagues could not read each other's profiles at all.
        return given.get(PROFILE) == VisibilityLevel.OWNER ? Optional.empty() : Optional.of(of(given));
    }

    private static boolean isKey(String key) {
        return key.equals(EVERY_FIELD)
                || key.equals(PROFILE)
                || ProfileField.withVisibility(key).isPresent();
    }

    private static VisibilityFloors of(Map<String, VisibilityLevel> given) {
        VisibilityLevel profile = given.getOrDefault(PROFILE, VisibilityLevel.PUBLIC);
        VisibilityLevel every = given.getOrDefault(EVERY_FIELD, VisibilityLevel.PUBLIC);
        Map<ProfileField, VisibilityLevel> fields = new EnumMap<>(ProfileField.class);
        for (ProfileField field : ProfileField.withVisibility()) {
            VisibilityLevel level = given.getOrDefault(field.key(), every.narrower(builtIn(field)));
            fields.put(field, level.narrower(profile)); // whoever cannot read the profile cannot read the field
        }
        return new VisibilityFloors(profile, fields);
    }

    private static VisibilityLevel builtIn(ProfileField field) {
        return PRIVATE_BY_DEFAULT.contains(field) ? VisibilityLevel.OWNER : VisibilityLevel.PUBLIC;
    }

    /** Returns whether only callers who are signed in may read profiles. */
    public boolean requireSignIn() {
        return profile != VisibilityLevel.PUBLIC;
    }

    /** Returns the floor of a field; of one that has no level of its own, the level of the profile. */
    public VisibilityLevel of(ProfileField field) {
        return fields.getOrDefault(field, profile);
    }

    /** Returns the keys of the profile and of the fields that have this level, in order. */
    public List<String> keys(VisibilityLevel level) {
        return all().filter(key -> key.getValue() == level)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the levels of all keys, as a setting. */
    @Override
    public String toString() {
        return all().map(key -> key.getKey() + "=" + key.getValue().key()).collect(Collectors.joining(","));
    }

    private Stream<Map.Entry<String, VisibilityLevel>> all() {
        return Stream.concat(
                Stream.of(Map.entry(PROFILE, profile)),
                fields.entrySet().stream().map(field -> Map.entry(field.getKey().key(), field.getValue())));
    }
}

package dev.portrait.config;

import dev.portrait.contract.ProfileField;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who keeps how many avatars, and which of them other programs find (contract §10).
 *
 * @param max how many avatars a user may keep; 12 by default
 * @param lookup by what other programs may look up an avatar; by nothing by default
 * @param otherwise what they get where there is no avatar to show; an identicon by default
 * @param programs the names of these programs, for people to read; none by default
 */
public record AvatarSettings(int max, Set<AvatarLookup> lookup, DefaultAvatar otherwise, List<String> programs) {

    private static final String LOOKUP = "portrait.avatars.lookup";
    private static final int MAX_PROGRAMS = 20;
    private static final Pattern PROGRAM = Pattern.compile("[^\\p{Cntrl}<>]{1,60}");
    private static final ValueType<Set<String>> KEYS = ValueType.someOf(
            EnumSet.allOf(AvatarLookup.class).stream().map(AvatarLookup::key).collect(Collectors.toSet()));
    private static final ValueType<List<String>> PROGRAMS = new ValueType<>(
            AvatarSettings::names,
            "be at most " + MAX_PROGRAMS + " names of up to 60 characters, with commas between them",
            names -> String.join(",", names));

    public AvatarSettings {
        lookup = Collections.unmodifiableSet(lookup);
        programs = List.copyOf(programs);
    }

    /**
     * Reads the settings.
     *
     * @param readOnly the fields that users cannot change
     */
    static AvatarSettings read(SettingsReader source, Set<ProfileField> readOnly) {
        Set<String> keys = source.read(LOOKUP, KEYS, Set.of());
        Set<AvatarLookup> lookup = EnumSet.allOf(AvatarLookup.class);
        lookup.removeIf(kind -> !keys.contains(kind.key()));
        // If people could rename themselves, they could appear as a colleague in another program.
        source.check(
                !lookup.contains(AvatarLookup.USERNAME) || readOnly.contains(ProfileField.USERNAME),
                LOOKUP + " may contain username only where portrait.read-only-fields contains it too");
        return new AvatarSettings(
                source.read("portrait.avatars.max", ValueType.number(1, 100), 12L)
                        .intValue(),
                lookup,
                source.read("portrait.avatars.default", ValueType.choice(DefaultAvatar.class), DefaultAvatar.IDENTICON),
                source.read("portrait.avatars.programs", PROGRAMS, List.of()));
    }

    private static Optional<List<String>> names(String text) {
        List<String> names =
                Pattern.compile(",").splitAsStream(text).map(String::strip).toList();
        return Optional.of(names)
                .filter(some -> some.size() <= MAX_PROGRAMS && some.stream().allMatch(PROGRAM.asMatchPredicate()));
    }
}

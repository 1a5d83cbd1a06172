package dev.portrait.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may see something of a profile (contract §11), from the widest level to the narrowest. */
public enum VisibilityLevel {
    /** Anyone, without a token. */
    PUBLIC,
    /** Every caller with the role {@code user}. */
    SIGNED_IN,
    /** The owner, and administrators. */
    OWNER;

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the level with this key, or empty if there is none. */
    public static Optional<VisibilityLevel> of(String key) {
        return Arrays.stream(values()).filter(level -> level.key.equals(key)).findFirst();
    }

    /** Returns the name of the level in requests, in JSON and in settings. */
    public String key() {
        return key;
    }

    /** Returns whether more people see what has this level than what has the other one. */
    public boolean isWiderThan(VisibilityLevel other) {
        return compareTo(other) < 0;
    }

    /** Returns the narrower one of this level and the other. */
    public VisibilityLevel narrower(VisibilityLevel other) {
        return isWiderThan(other) ? other : this;
    }
}

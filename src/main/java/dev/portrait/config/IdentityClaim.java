package dev.portrait.config;

import java.util.Locale;

/** The token's claim that says who the caller is (contract §7). */
public enum IdentityClaim {
    /** The integer id of a user who exists already. */
    USER_ID,
    /** The identity provider's subject; an unknown one becomes a user at first sight (contract §8). */
    SUB;

    /** The claim's name in the token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}

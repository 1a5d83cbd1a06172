package dev.portrait.config;

import java.util.Locale;

/** The claim of a token that says who the caller is (contract §7). */
public enum IdentityClaim {
    /** The integer id of an existing user. */
    USER_ID,
    /** The subject of the identity provider. The first request with an unknown subject creates a user (contract §8). */
    SUB;

    /** The name of the claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}

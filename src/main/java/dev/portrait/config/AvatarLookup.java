package dev.portrait.config;

import java.util.Locale;

/** A key by which other programs may look up an avatar (contract §10). */
public enum AvatarLookup {
    EMAIL,
    USERNAME,
    SUBJECT,
    EXT_ID;

    /** Returns the name of the key, in settings and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

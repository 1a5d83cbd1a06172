package dev.portrait.config;

/** A key by which other programs may look up an avatar (contract §10). */
public enum AvatarLookup {
    EMAIL,
    USERNAME,
    SUBJECT,
    EXT_ID
}

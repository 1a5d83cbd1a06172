package dev.portrait.security;

/** Whether a user may still act (contract §7). */
public enum Standing {
    APPROVED,
    /** May read, may not write. */
    BLOCKED,
    /** Has no access. */
    DELETED
}

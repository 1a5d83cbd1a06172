package dev.portrait.security;

/** Whether a user may still act (contract §7). */
public enum Standing {
    /** There is no such user, and never was. */
    UNKNOWN,
    APPROVED,
    /** May read, may not write. */
    BLOCKED,
    /** Has no access any more. */
    DELETED
}

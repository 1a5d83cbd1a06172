package dev.portrait.security;

/** The part of a user that the access rules need. */
public record Account(long id, Standing standing) {

    /** Returns whether the user may only read (contract §7). */
    public boolean blocked() {
        return standing == Standing.BLOCKED;
    }
}

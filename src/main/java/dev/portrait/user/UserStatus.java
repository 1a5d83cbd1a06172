package dev.portrait.user;

/** The status of a user, which decides what they may do (contract §3, §7). */
public enum UserStatus {
    APPROVED("a"),
    BLOCKED("b"),
    DELETED("d"),
    UNREGISTERED("u");

    private final String wire;

    UserStatus(String wire) {
        this.wire = wire;
    }

    /** Returns the letter in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns whether the user has a profile that can be read. */
    public boolean present() {
        return this == APPROVED || this == BLOCKED;
    }
}

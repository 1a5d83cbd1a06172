package dev.portrait.user;

/** What a user may (contract §3, §7). */
public enum UserStatus {
    APPROVED("a"),
    BLOCKED("b"),
    DELETED("d"),
    UNREGISTERED("u");

    private final String wire;

    UserStatus(String wire) {
        this.wire = wire;
    }

    /** The letter on the wire. */
    public String wire() {
        return wire;
    }

    /** Whether there is a profile to show at all. */
    public boolean present() {
        return this == APPROVED || this == BLOCKED;
    }
}

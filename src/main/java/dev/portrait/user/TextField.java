package dev.portrait.user;

import java.util.Locale;

/** The profile's free texts and how long each may be, in Unicode code points (contract §2). */
public enum TextField {
    REAL_NAME(255),
    BIO(10_000),
    LOCATION(100),
    DESCRIPTION(50);

    private final int maxLength;

    TextField(int maxLength) {
        this.maxLength = maxLength;
    }

    public int maxLength() {
        return maxLength;
    }

    boolean allowsLineBreaks() {
        return this == BIO;
    }

    /** Whether people know each other by it. */
    boolean isName() {
        return this == REAL_NAME;
    }

    /** The name on the wire. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.portrait.user;

import jakarta.ejb.ApplicationException;

/** A transaction that failed before its commit and was rolled back; {@link Database} decides whether to retry it. */
@ApplicationException(rollback = true)
public final class FailedAttempt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause kind;

    FailedAttempt(Cause kind, Throwable cause) {
        super(cause);
        this.kind = kind;
    }

    Cause kind() {
        return kind;
    }

    /** Why the transaction failed. */
    enum Cause {
        /** It violated a unique constraint: the same values would fail again. */
        NOT_UNIQUE,
        /** It lost a race, a deadlock for example: a retry may succeed. */
        LOST_RACE
    }
}

package dev.portrait.user.visibility;

import dev.portrait.contract.VisibilityLevel;

/** The relation of a caller to the user whose profile they read (contract §11). */
public enum Viewer {
    OWNER(VisibilityLevel.OWNER),
    ADMINISTRATOR(VisibilityLevel.OWNER),
    /** Another user, with a token. */
    SIGNED_IN(VisibilityLevel.SIGNED_IN),
    ANYONE(VisibilityLevel.PUBLIC);

    private final VisibilityLevel narrowest;

    Viewer(VisibilityLevel narrowest) {
        this.narrowest = narrowest;
    }

    /** Returns the narrowest level that the caller sees. */
    VisibilityLevel narrowest() {
        return narrowest;
    }
}

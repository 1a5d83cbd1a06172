package dev.portrait.picture;

/** What becomes of a frame of an animation when the next one comes (GIF89a section 23). */
enum Disposal {
    KEEP,
    CLEAR,
    RESTORE;

    /** The disposal of a method's number; those that are not defined keep the frame, as browsers do. */
    static Disposal of(int method) {
        return switch (method) {
            case 2 -> CLEAR;
            case 3 -> RESTORE;
            default -> KEEP;
        };
    }
}

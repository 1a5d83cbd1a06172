package dev.portrait.user.web;

/** How much of a user an answer shows (contract §3). */
enum View {
    /** All of it: for the owner and for administrators. */
    FULL,
    /** What anyone may see. */
    PUBLIC
}

package dev.portrait.config;

/** The picture that other programs get where there is no avatar to show (contract §10). */
public enum DefaultAvatar {
    /** A symmetric pattern that depends on the key of the request. */
    IDENTICON,
    /** The initials of a public name; an identicon where there is none. */
    INITIALS,
    /** The outline of a person, the same for everybody. */
    MP,
    /** A transparent picture. */
    BLANK
}

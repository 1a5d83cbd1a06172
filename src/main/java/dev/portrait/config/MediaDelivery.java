package dev.portrait.config;

/** How the pictures of a bucket come to whoever asks for them. */
public enum MediaDelivery {
    /** Through Portrait. */
    PROXY,
    /** From a public address, to which Portrait redirects. */
    PUBLIC,
    /** From the store by an address that Portrait signs, and redirects to. */
    SIGNED
}

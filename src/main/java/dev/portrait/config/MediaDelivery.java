package dev.portrait.config;

/** How browsers get the pictures of a bucket. */
public enum MediaDelivery {
    /** Through Portrait. */
    PROXY,
    /** From a public address that Portrait redirects to. */
    PUBLIC,
    /** From the store, by an address that Portrait signs and redirects to. */
    SIGNED
}

package dev.portrait.security;

/**
 * What the access rules need to know of a user.
 *
 * @param blocked may read, may not write (contract §7)
 */
public record Account(long id, boolean blocked) {}

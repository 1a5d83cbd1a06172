package dev.portrait.security;

/**
 * Somebody with a valid token tried to change a profile that they may not change.
 *
 * @param callerId who tried
 * @param userId whose profile it is
 */
public record AccessDenied(long callerId, long userId) {}

package dev.portrait.security;

/**
 * The event that a caller with a valid token tried to change a profile that they may not change.
 *
 * @param callerId the caller's profile
 * @param userId the profile to be changed
 */
public record AccessDenied(long callerId, long userId) {}

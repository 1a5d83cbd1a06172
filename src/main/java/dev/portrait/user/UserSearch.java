package dev.portrait.user;

import java.util.Optional;

/**
 * Which users are looked for.
 *
 * @param prefix what the username or the real name begins with, ignoring case
 * @param username the whole username, ignoring ASCII case
 * @param order in which they are listed
 * @param limit how many at most
 * @param offset how many to pass over
 */
public record UserSearch(Optional<String> prefix, Optional<String> username, UserOrder order, int limit, int offset) {}

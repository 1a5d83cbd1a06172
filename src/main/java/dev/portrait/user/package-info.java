/** Contains users, the rules of their profiles, and the services that change them. */
@NullMarked
package dev.portrait.user;

import org.jspecify.annotations.NullMarked;

/** Finds and draws the avatars that other programs show. */
@NullMarked
package dev.portrait.avatar;

import org.jspecify.annotations.NullMarked;

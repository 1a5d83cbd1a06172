/** Decides which fields of a user a caller may see. */
@NullMarked
package dev.portrait.user.visibility;

import org.jspecify.annotations.NullMarked;

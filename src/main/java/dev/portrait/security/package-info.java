/** Who is asking, and what they may. */
@NullMarked
package dev.portrait.security;

import org.jspecify.annotations.NullMarked;

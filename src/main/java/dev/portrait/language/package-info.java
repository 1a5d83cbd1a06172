/** Chooses the language of a caller, and holds the texts that people read in it. */
@NullMarked
package dev.portrait.language;

import org.jspecify.annotations.NullMarked;

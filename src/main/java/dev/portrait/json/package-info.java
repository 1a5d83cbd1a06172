/** Holds the JSON provider of the server, for the other packages to use. */
@NullMarked
package dev.portrait.json;

import org.jspecify.annotations.NullMarked;

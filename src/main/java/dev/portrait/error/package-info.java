/** What can go wrong, without any web API. */
@NullMarked
package dev.portrait.error;

import org.jspecify.annotations.NullMarked;

/** Counts, times and numbers requests, for the other packages to use; depends on none of them. */
@NullMarked
package dev.portrait.telemetry;

import org.jspecify.annotations.NullMarked;

/** Settings: typed, checked once at start, all faults reported together. */
@NullMarked
package dev.portrait.config;

import org.jspecify.annotations.NullMarked;

/** Reads and checks the settings at start, and reports all faults together. */
@NullMarked
package dev.portrait.config;

import org.jspecify.annotations.NullMarked;

/** How what went wrong leaves: one JSON shape, whatever threw it. */
@NullMarked
package dev.portrait.error.web;

import org.jspecify.annotations.NullMarked;

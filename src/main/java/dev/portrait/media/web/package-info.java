/** Serves pictures. */
@NullMarked
package dev.portrait.media.web;

import org.jspecify.annotations.NullMarked;

/** Compares the picture pipeline with other ways to make thumbnails. */
@NullMarked
package dev.portrait.benchmark;

import org.jspecify.annotations.NullMarked;

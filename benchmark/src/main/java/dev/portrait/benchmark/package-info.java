/** Measures the picture pipeline beside what else makes thumbnails. */
@NullMarked
package dev.portrait.benchmark;

import org.jspecify.annotations.NullMarked;

/** Pixels in memory: their size, rows, colours and orientation, and how they are scaled. */
@NullMarked
package dev.portrait.picture.raster;

import org.jspecify.annotations.NullMarked;

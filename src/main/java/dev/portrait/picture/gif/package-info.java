/** GIF: decodes still and animated files, and writes animated ones. */
@NullMarked
package dev.portrait.picture.gif;

import org.jspecify.annotations.NullMarked;

/** JPEG: checks its segments before a decoder reads them. */
@NullMarked
package dev.portrait.picture.jpeg;

import org.jspecify.annotations.NullMarked;

/** Draws the pictures of people who have none, as pixels and without a graphics system. */
@NullMarked
package dev.portrait.picture.drawing;

import org.jspecify.annotations.NullMarked;

/** Tests of GIF, and files for them. */
@NullMarked
package dev.portrait.picture.gif;

import org.jspecify.annotations.NullMarked;

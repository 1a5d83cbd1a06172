/** Tests of PNG, and files for them. */
@NullMarked
package dev.portrait.picture.png;

import org.jspecify.annotations.NullMarked;

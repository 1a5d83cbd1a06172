/** Tests of JPEG. */
@NullMarked
package dev.portrait.picture.jpeg;

import org.jspecify.annotations.NullMarked;

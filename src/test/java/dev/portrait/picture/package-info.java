/** Tests of the picture pipeline, with whole, damaged and hostile files that the tests make. */
@NullMarked
package dev.portrait.picture;

import org.jspecify.annotations.NullMarked;

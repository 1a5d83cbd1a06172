/** Tests of what the formats share. */
@NullMarked
package dev.portrait.picture.format;

import org.jspecify.annotations.NullMarked;

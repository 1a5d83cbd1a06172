/** Tests of WebP, and files for them. */
@NullMarked
package dev.portrait.picture.webp;

import org.jspecify.annotations.NullMarked;

/** WebP: checks its chunks and lossless streams before a decoder reads them. */
@NullMarked
package dev.portrait.picture.webp;

import org.jspecify.annotations.NullMarked;

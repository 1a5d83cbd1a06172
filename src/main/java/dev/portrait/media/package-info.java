/** Where pictures are kept. */
@NullMarked
package dev.portrait.media;

import org.jspecify.annotations.NullMarked;

/** PNG: checks its chunks before a decoder reads them. */
@NullMarked
package dev.portrait.picture.png;

import org.jspecify.annotations.NullMarked;

/** What the picture formats share, and the interface by which the pipeline knows them. */
@NullMarked
package dev.portrait.picture.format;

import org.jspecify.annotations.NullMarked;

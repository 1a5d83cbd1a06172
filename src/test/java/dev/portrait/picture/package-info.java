/** The picture pipeline on photos that are made here, whole, damaged and hostile. */
@NullMarked
package dev.portrait.picture;

import org.jspecify.annotations.NullMarked;

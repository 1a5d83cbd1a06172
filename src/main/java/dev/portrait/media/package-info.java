/** Stores pictures in a folder or a bucket, and sweeps unreferenced ones. */
@NullMarked
package dev.portrait.media;

import org.jspecify.annotations.NullMarked;

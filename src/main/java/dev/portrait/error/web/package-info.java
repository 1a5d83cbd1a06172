/** Turns failures into the responses of contract §4, inside and outside JAX-RS. */
@NullMarked
package dev.portrait.error.web;

import org.jspecify.annotations.NullMarked;

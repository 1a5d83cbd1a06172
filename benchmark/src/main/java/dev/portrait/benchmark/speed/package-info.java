/** Measures a whole server over HTTP, and compares its requests with pgbench and with a method that only returns a constant. */
@NullMarked
package dev.portrait.benchmark.speed;

import org.jspecify.annotations.NullMarked;

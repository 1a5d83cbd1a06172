/** How fast a whole Portrait is, from outside: its requests beside pgbench and beside a method that does nothing. */
@NullMarked
package dev.portrait.benchmark.speed;

import org.jspecify.annotations.NullMarked;

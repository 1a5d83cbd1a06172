/** Publishes health and metrics through MicroProfile, which not every server has, so no other package may use it. */
@NullMarked
package dev.portrait.ops.microprofile;

import org.jspecify.annotations.NullMarked;

/** What needs MicroProfile Health or Metrics. Not every server has them, so no other class may know these. */
@NullMarked
package dev.portrait.ops.microprofile;

import org.jspecify.annotations.NullMarked;

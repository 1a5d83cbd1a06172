/** Shares what requests can exhaust, such as memory, among their callers. */
@NullMarked
package dev.portrait.memory;

import org.jspecify.annotations.NullMarked;

/** What administrators see and do; knows all rooms, and none knows it. */
@NullMarked
package dev.portrait.ops;

import org.jspecify.annotations.NullMarked;

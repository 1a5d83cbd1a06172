/** What every room tells of its work, for whoever operates the server; knows nobody. */
@NullMarked
package dev.portrait.telemetry;

import org.jspecify.annotations.NullMarked;

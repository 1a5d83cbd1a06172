/** Shows administrators what runs: start-up report, health, JMX and audit log. No other package depends on it. */
@NullMarked
package dev.portrait.ops;

import org.jspecify.annotations.NullMarked;

/** Limits request bodies and normalizes what the parsers of Payara 6.2025.10, WildFly 39.0.1 and Open Liberty 25.0.0.9 read differently. */
@NullMarked
package dev.portrait.platform.body;

import org.jspecify.annotations.NullMarked;

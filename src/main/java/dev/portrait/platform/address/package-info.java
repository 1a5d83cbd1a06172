/** Finds the address by which clients know Portrait, and refuses hosts and paths that Payara 6.2025.10, WildFly 39.0.1 and Open Liberty 25.0.0.9 treat differently. */
@NullMarked
package dev.portrait.platform.address;

import org.jspecify.annotations.NullMarked;

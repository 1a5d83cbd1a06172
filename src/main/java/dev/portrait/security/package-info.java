/** Identifies the caller and enforces the access rules, alike on Payara 6.2025.10, WildFly 39.0.1 and Open Liberty 25.0.0.9. */
@NullMarked
package dev.portrait.security;

import org.jspecify.annotations.NullMarked;

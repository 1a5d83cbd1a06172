/**
 * Releases what would keep the WAR's class loader in memory after it is undeployed. What concerns records can be deleted when JDK 21
 * is the lowest version.
 */
@NullMarked
package dev.portrait.platform.redeploy;

import org.jspecify.annotations.NullMarked;

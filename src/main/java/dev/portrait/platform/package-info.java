/** What the application servers differ in. */
@NullMarked
package dev.portrait.platform;

import org.jspecify.annotations.NullMarked;

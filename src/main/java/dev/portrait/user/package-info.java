/** The profile and its rules; knows no HTTP. */
@NullMarked
package dev.portrait.user;

import org.jspecify.annotations.NullMarked;

/** Error codes, and the exception that refuses a request. */
@NullMarked
package dev.portrait.error;

import org.jspecify.annotations.NullMarked;

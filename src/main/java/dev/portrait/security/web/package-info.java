/** Sets the headers that restrict browsers, and logs why tokens are refused. */
@NullMarked
package dev.portrait.security.web;

import org.jspecify.annotations.NullMarked;

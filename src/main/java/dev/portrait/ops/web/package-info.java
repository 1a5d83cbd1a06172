/** What an administrator asks over HTTP. */
@NullMarked
package dev.portrait.ops.web;

import org.jspecify.annotations.NullMarked;

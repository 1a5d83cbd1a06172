/** Serves profiles over HTTP. */
@NullMarked
package dev.portrait.user.web;

import org.jspecify.annotations.NullMarked;

/** Answers forms of pages without JavaScript with a page instead of JSON. */
@NullMarked
package dev.portrait.form;

import org.jspecify.annotations.NullMarked;

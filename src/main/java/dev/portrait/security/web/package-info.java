/** What browsers may do with our answers. */
@NullMarked
package dev.portrait.security.web;

import org.jspecify.annotations.NullMarked;

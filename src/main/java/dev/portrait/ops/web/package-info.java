/** What the server answers about itself: the files of the WAR, its health, the description of the API. */
@NullMarked
package dev.portrait.ops.web;

import org.jspecify.annotations.NullMarked;

/** Serves the files of the WAR, health and the API description, and gives each request its id. */
@NullMarked
package dev.portrait.ops.web;

import org.jspecify.annotations.NullMarked;

/** The demo: the WAR on Payara Micro with two users, for a first look. Nothing of it is in the WAR. */
@NullMarked
package dev.portrait.demo;

import org.jspecify.annotations.NullMarked;

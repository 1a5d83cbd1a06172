/** Runs the demo: the WAR on Payara Micro with an OpenID provider and three users. The WAR does not contain this package. */
@NullMarked
package dev.portrait.demo;

import org.jspecify.annotations.NullMarked;

/** Portrait: profiles for people whom an identity provider signs in. */
@NullMarked
package dev.portrait;

import org.jspecify.annotations.NullMarked;

/** Pictures: untrusted bytes in, a small clean picture out; knows no profile and no HTTP. */
@NullMarked
package dev.portrait.picture;

import org.jspecify.annotations.NullMarked;

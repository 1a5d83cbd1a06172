/** Runs the use cases of a profile: between HTTP on one side and users, pictures and media on the other. */
@NullMarked
package dev.portrait.user.profile;

import org.jspecify.annotations.NullMarked;

/** Serves avatars by the protocol of Gravatar and Libravatar. */
@NullMarked
package dev.portrait.avatar.web;

import org.jspecify.annotations.NullMarked;

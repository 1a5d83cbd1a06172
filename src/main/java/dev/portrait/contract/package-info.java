/** Lists what the API contract names: the fields of a profile, who may see them, and its path. */
@NullMarked
package dev.portrait.contract;

import org.jspecify.annotations.NullMarked;

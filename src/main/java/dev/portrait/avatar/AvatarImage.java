package dev.portrait.avatar;

import dev.portrait.picture.Picture;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A picture that can be made in any size.
 *
 * @param identity a text that two images share only if their pictures are the same
 * @param stored whether it is made from a stored picture; otherwise it is drawn
 * @param maker takes the side in pixels; returns empty if the picture cannot be made
 */
public record AvatarImage(String identity, boolean stored, IntFunction<Optional<Picture>> maker) {}

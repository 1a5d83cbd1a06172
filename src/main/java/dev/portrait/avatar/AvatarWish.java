package dev.portrait.avatar;

import dev.portrait.config.DefaultAvatar;
import java.util.Optional;

/**
 * What another program wants to get (contract §10).
 *
 * @param side of the square, in pixels, 1 to 512
 * @param otherwise what it gets where there is no avatar to show; empty for 404
 * @param forced whether it gets that even if there is an avatar
 */
public record AvatarWish(int side, Optional<DefaultAvatar> otherwise, boolean forced) {}

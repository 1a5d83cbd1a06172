package dev.portrait.picture;

/**
 * A picture that is safe to serve: upright, sRGB, within its kind's box, made of nothing but pixels.
 *
 * @param bytes the file, to be read and not to be changed
 * @param mediaType {@code image/jpeg}, {@code image/png} where there is transparency, {@code image/gif} of an animation
 * @param extension {@code jpg}, {@code png} or {@code gif}
 * @param width in pixels
 * @param height in pixels
 */
// Pictures are never compared, and a copy of the bytes at every look would serve nobody.
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, String mediaType, String extension, int width, int height) {}

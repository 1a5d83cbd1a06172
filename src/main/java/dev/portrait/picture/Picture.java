package dev.portrait.picture;

/**
 * A picture that is safe to serve: upright, sRGB, within the box of its kind, without metadata.
 *
 * @param bytes the file; must not be changed
 * @param mediaType of what an upload becomes: {@code image/jpeg}, {@code image/png} if it has transparency, {@code image/gif} if
 *     it is animated; of what is drawn: {@code image/png}
 * @param extension {@code jpg}, {@code png} or {@code gif}
 * @param width in pixels
 * @param height in pixels
 */
// Never compared, and a copy of the bytes at each access would only cost time.
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, String mediaType, String extension, int width, int height) {}

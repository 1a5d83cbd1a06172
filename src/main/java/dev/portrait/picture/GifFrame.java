package dev.portrait.picture;

/**
 * A frame of a GIF file.
 *
 * @param picture the frame alone, and its place on the canvas
 * @param delay how long it is shown, in hundredths of a second, from 0 to 65,535
 */
record GifFrame(EncodedPicture picture, int delay, Disposal disposal) {}

package dev.portrait.picture;

import java.util.Optional;

/**
 * A picture file that has been walked from end to end without decoding, and found whole and within the limits.
 *
 * @param stream what the decoder gets to see: the parts that make pixels, rid of all the rest
 * @param canvas the size of the picture as a whole
 * @param frame the size of what the stream decodes to, at {@code left}, {@code top} of the canvas
 * @param colours what the decoded pixels mean, where it is not sRGB
 */
// Never compared; see Picture.
@SuppressWarnings("ArrayRecordComponent")
record EncodedPicture(
        PictureFormat format,
        byte[] stream,
        Size canvas,
        Size frame,
        int left,
        int top,
        Orientation orientation,
        Optional<Colours> colours) {

    boolean fillsCanvas() {
        return left == 0 && top == 0 && frame.equals(canvas);
    }

    static EncodedPicture whole(
            PictureFormat format, byte[] stream, Size size, Orientation orientation, Optional<Colours> colours) {
        return new EncodedPicture(format, stream, size, size, 0, 0, orientation, colours);
    }
}

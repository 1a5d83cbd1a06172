package dev.portrait.picture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A picture file that has been walked from end to end without decoding, and found whole and within the limits.
 *
 * @param stream what the decoder gets to see: the parts that make pixels, rid of all the rest
 * @param rowByRow whether the decoder hands out whole rows, in their order from the top
 * @param canvas the size of the picture as a whole
 * @param frame the size of what the stream decodes to, at {@code left}, {@code top} of the canvas
 * @param colours what the decoded pixels mean, where it is not sRGB
 * @param alpha how opaque the pixels of the stream are, where the stream does not say
 */
record EncodedPicture(
        PictureFormat format,
        ByteBuffer stream,
        boolean rowByRow,
        Size canvas,
        Size frame,
        int left,
        int top,
        Orientation orientation,
        Optional<Colours> colours,
        Optional<AlphaPlane> alpha) {

    PixelRows withAlpha(PixelRows rows) {
        return alpha.map(plane -> plane.over(rows)).orElse(rows);
    }

    boolean fillsCanvas() {
        return left == 0 && top == 0 && frame.equals(canvas);
    }

    static EncodedPicture whole(
            PictureFormat format,
            ByteBuffer stream,
            boolean rowByRow,
            Size size,
            Orientation orientation,
            Optional<Colours> colours) {
        return new EncodedPicture(format, stream, rowByRow, size, size, 0, 0, orientation, colours, Optional.empty());
    }
}

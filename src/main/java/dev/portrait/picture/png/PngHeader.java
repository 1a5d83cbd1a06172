package dev.portrait.picture.png;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Size;
import java.nio.ByteBuffer;

/** The header of a PNG file (PNG third edition, section 11.2.1). */
record PngHeader(Size size, int depth, int colourType, boolean interlaced) {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final int LENGTH = 13;
    // Inflated pixels take 10 ns for each byte (JDK 17), so these take 2.4 s. A picture of 50 megapixels may have 8
    // bits
    // for each of four channels.
    private static final long MAX_BYTES = 240_000_000;

    /** @param body the content of IHDR */
    static PngHeader read(ByteCursor body, PictureLimits limits) throws PictureFault {
        PictureFault.require(body.remaining() == LENGTH);
        Size size = limits.checkSize(body.u32(), body.u32());
        int depth = body.u8();
        int colourType = body.u8();
        PictureFault.require(
                switch (colourType) {
                    case GREY -> depth == 16 || isByteOrPart(depth);
                    case PALETTE -> isByteOrPart(depth);
                    case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
                    default -> false;
                });
        int methods = body.u16();
        int interlacing = body.u8();
        PictureFault.require(methods == 0 && interlacing <= 1);
        PngHeader header = new PngHeader(size, depth, colourType, interlacing == 1);
        PictureLimits.checkCost(size, header.bytes(), MAX_BYTES);
        return header;
    }

    /** The length of the inflated pixels, without the byte that each row begins with. */
    long bytes() {
        return size.height() * ((size.width() * (long) channels() * depth + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** How many bytes a decoded pixel has. */
    int bytesOfPixel() {
        return channels() * ((depth + Byte.SIZE - 1) / Byte.SIZE);
    }

    private int channels() {
        return switch (colourType) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    private static boolean isByteOrPart(int depth) {
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    }

    boolean isGrey() {
        return colourType == GREY || colourType == GREY_ALPHA;
    }

    boolean hasPalette() {
        return colourType == PALETTE;
    }

    boolean hasAlpha() {
        return colourType == GREY_ALPHA || colourType == RGB_ALPHA;
    }

    /**
     * The content of IHDR.
     *
     * @param indexed whether the samples are written as indices of a palette
     */
    ByteBuffer write(boolean indexed) {
        return ByteBuffer.allocate(LENGTH)
                .putInt(size.width())
                .putInt(size.height())
                .put((byte) depth)
                .put((byte) (indexed ? PALETTE : colourType))
                .putShort((short) 0)
                .put((byte) (interlaced ? 1 : 0))
                .flip();
    }

    /** Whether each pixel is decoded once, in order, from samples that are whole bytes. */
    boolean hasWholeRows() {
        return !interlaced && depth >= 8;
    }
}

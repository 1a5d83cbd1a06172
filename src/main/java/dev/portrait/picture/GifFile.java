package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The blocks of a GIF file up to the end of its first frame. That frame is copied out alone, so that the decoder sees
 * neither comments nor what follows.
 */
final class GifFile {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private GifFile(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.in = new ByteCursor(bytes);
        this.limits = limits;
    }

    static EncodedPicture walk(byte[] bytes, PictureLimits limits) throws PictureFault {
        return new GifFile(bytes, limits).walk();
    }

    private EncodedPicture walk() throws PictureFault {
        in.skip(6);
        // Some encoders leave the screen empty or smaller than the frame; browsers show the frame.
        Size screen = limits.check(Math.max(1, in.u16le()), Math.max(1, in.u16le()));
        boolean palette = skipPalette(in.u8(), 2);
        kept.write(bytes, 0, in.position());
        int start = in.position();
        int block = in.u8();
        while (block == EXTENSION) {
            boolean control = in.u8() == GRAPHIC_CONTROL;
            skipSubBlocks();
            if (control) {
                kept.write(bytes, start, in.position() - start);
            }
            start = in.position();
            block = in.u8();
        }
        if (block != IMAGE) {
            throw PictureFault.damaged();
        }
        return frame(screen, palette, start);
    }

    private EncodedPicture frame(Size screen, boolean globalPalette, int start) throws PictureFault {
        int left = in.u16le();
        int top = in.u16le();
        Size frame = limits.check(in.u16le(), in.u16le());
        boolean palette = skipPalette(in.u8(), 0) || globalPalette;
        if (!palette) {
            throw PictureFault.damaged();
        }
        int codeSize = in.u8();
        int data = in.position();
        skipSubBlocks();
        if (!GifCodes.fill(bytes, data, codeSize, frame.pixels())) {
            throw PictureFault.damaged();
        }
        kept.write(bytes, start, in.position() - start);
        kept.write(TRAILER);
        Size canvas = limits.check(
                Math.max(screen.width(), left + frame.width()), Math.max(screen.height(), top + frame.height()));
        return new EncodedPicture(
                PictureFormat.GIF, kept.toByteArray(), canvas, frame, left, top, Orientation.UPRIGHT, Optional.empty());
    }

    private boolean skipPalette(int flags, int fieldsBehind) throws PictureFault {
        in.skip(fieldsBehind);
        boolean present = (flags & 0x80) != 0;
        if (present) {
            in.skip(3L << ((flags & 7) + 1));
        }
        return present;
    }

    private void skipSubBlocks() throws PictureFault {
        for (int length = in.u8(); length != 0; length = in.u8()) {
            in.skip(length);
        }
    }
}

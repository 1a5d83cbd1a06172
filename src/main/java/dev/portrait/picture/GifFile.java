package dev.portrait.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The blocks of a GIF file. One of too many frames, or of too many pixels over all of them, is read to the end of its
 * first frame only. The end of the file may be missing: whether pixels are shows once a frame is decoded.
 */
final class GifFile {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int GRAPHIC_CONTROL_LENGTH = 4;
    private static final int APPLICATION = 0xff;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int INTERLACED = 0x40;
    private static final int NOT_TRANSPARENT = -1;
    private static final int BLACK = 0xff000000;
    private static final String REPEATS = "\u000bNETSCAPE2.0\u0003\u0001";

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final List<GifFrame> frames = new ArrayList<>();
    private Optional<Size> canvas = Optional.empty();
    private OptionalInt repeats = OptionalInt.empty();
    private int transparent = NOT_TRANSPARENT;
    private int delay;
    private Disposal disposal = Disposal.KEEP;
    private long pixels;

    private GifFile(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.in = new ByteCursor(bytes);
        this.limits = limits;
    }

    static GifAnimation walk(byte[] bytes, PictureLimits limits) throws PictureFault {
        return new GifFile(bytes, limits).walk();
    }

    private GifAnimation walk() throws PictureFault {
        in.skip(6);
        // Some encoders leave the screen empty or smaller than the frame; browsers show the frame.
        Size screen = limits.check(Math.max(1, in.u16le()), Math.max(1, in.u16le()));
        int flags = in.u8();
        in.skip(2);
        // Browsers show what has no colours in black.
        int[] colours = new int[256];
        Arrays.fill(colours, BLACK);
        palette(flags, colours);
        for (int block = in.u8(); block == EXTENSION || block == IMAGE; block = nextBlock()) {
            if (block == EXTENSION) {
                extension();
            } else {
                frame(screen, colours);
            }
            if (frames.size() > limits.maxFrames() || (frames.size() > 1 && pixels > limits.maxPixels())) {
                return animation(frames.subList(0, 1), OptionalInt.empty());
            }
        }
        return animation(frames, repeats);
    }

    private GifAnimation animation(List<GifFrame> shown, OptionalInt runs) throws PictureFault {
        return new GifAnimation(canvas.orElseThrow(PictureFault::damaged), shown, runs);
    }

    // Many files have nothing behind their last frame, or something that is no block.
    private int nextBlock() throws PictureFault {
        return in.remaining() <= 1 && !frames.isEmpty() ? TRAILER : in.u8();
    }

    private void extension() throws PictureFault {
        int label = in.u8();
        if (label == GRAPHIC_CONTROL && in.remaining() > GRAPHIC_CONTROL_LENGTH + 1) {
            graphicControl();
        } else if (label == APPLICATION && in.startsWith(REPEATS) && in.remaining() >= REPEATS.length() + 2) {
            in.skip(REPEATS.length());
            repeats = OptionalInt.of(in.u16le());
        }
        skipSubBlocks();
    }

    private void graphicControl() throws PictureFault {
        if (in.u8() != GRAPHIC_CONTROL_LENGTH) {
            throw PictureFault.damaged();
        }
        int flags = in.u8();
        delay = in.u16le();
        int index = in.u8();
        transparent = (flags & 1) != 0 ? index : NOT_TRANSPARENT;
        disposal = Disposal.of(flags >> 2 & 7);
    }

    private void frame(Size screen, int[] globalColours) throws PictureFault {
        int left = in.u16le();
        int top = in.u16le();
        Size frame = limits.check(in.u16le(), in.u16le());
        int flags = in.u8();
        int[] colours = globalColours.clone();
        palette(flags, colours);
        if (transparent != NOT_TRANSPARENT) {
            colours[transparent] = 0;
        }
        int codeSize = in.u8();
        int data = in.position();
        skipSubBlocks();
        if (canvas.isEmpty()) {
            canvas = Optional.of(limits.check(
                    Math.max(screen.width(), left + frame.width()), Math.max(screen.height(), top + frame.height())));
        }
        pixels += Math.max(canvas.get().pixels(), frame.pixels());
        boolean interlaced = (flags & INTERLACED) != 0;
        frames.add(new GifFrame(frame, left, top, interlaced, colours, bytes, data, codeSize, delay, disposal));
        transparent = NOT_TRANSPARENT;
        delay = 0;
        disposal = Disposal.KEEP;
    }

    /** Reads a palette, if the flags announce one; what it has no colours for is black. */
    private void palette(int flags, int[] colours) throws PictureFault {
        if ((flags & 0x80) == 0) {
            return;
        }
        int count = 2 << (flags & 7);
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i < count ? BLACK | in.u8() << 16 | in.u16() : BLACK;
        }
    }

    private void skipSubBlocks() throws PictureFault {
        int length = -1;
        while (length != 0 && in.remaining() > 0) {
            length = in.u8();
            in.skip(Math.min(length, in.remaining()));
        }
    }
}

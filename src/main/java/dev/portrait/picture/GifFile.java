package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The blocks of a GIF file. Each frame is copied out alone, so that the decoder sees neither comments nor what follows. An
 * animation of too many frames, or of too many pixels over all of them, is read to the end of its first frame only.
 */
final class GifFile {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int INTERLACED = 0x40;
    // Of fewer rows, one of the four passes is empty: the JDK's reader then leaves all but the first row blank.
    private static final int LEAST_INTERLACED = 5;
    private static final String REPEATS = "\u000bNETSCAPE2.0\u0003\u0001";

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final List<GifFrame> frames = new ArrayList<>();
    private Optional<Size> canvas = Optional.empty();
    private OptionalInt repeats = OptionalInt.empty();
    private byte[] header = {};
    private byte[] control = {};
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
        boolean palette = skipPalette(in.u8(), 2);
        header = Arrays.copyOf(bytes, in.position());
        for (int block = in.u8(); block == EXTENSION || block == IMAGE; block = nextBlock()) {
            if (block == EXTENSION) {
                extension();
            } else {
                frame(screen, palette);
            }
            if (frames.size() > limits.maxFrames() || (frames.size() > 1 && pixels > limits.maxPixels())) {
                return new GifAnimation(frames.subList(0, 1), OptionalInt.empty());
            }
        }
        if (frames.isEmpty()) {
            throw PictureFault.damaged();
        }
        return new GifAnimation(frames, repeats);
    }

    // Many files have nothing behind their last frame, or something that is no block.
    private int nextBlock() throws PictureFault {
        return in.remaining() == 0 && !frames.isEmpty() ? TRAILER : in.u8();
    }

    private void extension() throws PictureFault {
        int start = in.position() - 1;
        int label = in.u8();
        if (label == APPLICATION && in.startsWith(REPEATS)) {
            in.skip(REPEATS.length());
            repeats = OptionalInt.of(in.u16le());
        }
        skipSubBlocks();
        if (label == GRAPHIC_CONTROL) {
            control = Arrays.copyOfRange(bytes, start, in.position());
            ByteCursor fields = new ByteCursor(control);
            fields.skip(3);
            disposal = Disposal.of(fields.u8() >> 2 & 7);
            delay = fields.u16le();
        }
    }

    private void frame(Size screen, boolean globalPalette) throws PictureFault {
        int start = in.position() - 1;
        int left = in.u16le();
        int top = in.u16le();
        Size frame = limits.check(in.u16le(), in.u16le());
        int flags = in.u8();
        boolean palette = skipPalette(flags, 0) || globalPalette;
        if (!palette) {
            throw PictureFault.damaged();
        }
        if ((flags & INTERLACED) != 0 && frame.height() > 1 && frame.height() < LEAST_INTERLACED) {
            throw PictureFault.unsupported();
        }
        int codeSize = in.u8();
        int data = in.position();
        skipSubBlocks();
        if (canvas.isEmpty()) {
            canvas = Optional.of(limits.check(
                    Math.max(screen.width(), left + frame.width()), Math.max(screen.height(), top + frame.height())));
        }
        Size whole = canvas.get();
        pixels += Math.max(whole.pixels(), frame.pixels());
        if (pixels <= limits.maxPixels() && !GifCodes.fill(bytes, data, codeSize, frame.pixels())) {
            throw PictureFault.damaged();
        }
        ByteBuffer stream = ByteBuffer.wrap(stream(start));
        frames.add(new GifFrame(
                new EncodedPicture(
                        PictureFormat.GIF,
                        stream,
                        false,
                        whole,
                        frame,
                        left,
                        top,
                        Orientation.UPRIGHT,
                        Optional.empty()),
                delay,
                disposal));
        control = new byte[0];
        delay = 0;
        disposal = Disposal.KEEP;
    }

    private byte[] stream(int start) {
        ByteArrayOutputStream stream =
                new ByteArrayOutputStream(header.length + control.length + in.position() - start + 1);
        stream.writeBytes(header);
        stream.writeBytes(control);
        stream.write(bytes, start, in.position() - start);
        stream.write(TRAILER);
        return stream.toByteArray();
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

package dev.portrait.picture.gif;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.gif.GifFrame.Disposal;
import dev.portrait.picture.raster.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The blocks of a GIF file. An animation that exceeds a limit is read up to that frame, and only its first frame is used.
 * The end of the file may be missing: decoding shows whether pixels are missing.
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
    // Palettes, codes and their histogram.
    private static final long FIXED_BYTES = 3 << 20;
    // The sums of the scaler, and two rows.
    private static final int ROW_BYTES = 28;
    // The pictures that are shown, pending and next, as scaled and with hard edges; what changes, as colours and
    // indices.
    private static final int ENCODER_BYTES_OF_PIXEL = 32;
    private static final long OUTPUT_BYTES_OF_PIXEL = 2;
    // A growing array and its larger successor, and the blocks before they get there.
    private static final int OUTPUT_COPIES = 4;
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

    static GifFile read(byte[] bytes, PictureLimits limits) throws PictureFault {
        GifFile file = new GifFile(bytes, limits);
        file.read();
        PictureFault.require(!file.frames.isEmpty());
        return file;
    }

    Size canvas() {
        return canvas.orElseThrow();
    }

    /** Returns at least one frame. */
    List<GifFrame> frames() {
        return frames;
    }

    /** Returns how often the animation runs again, 0 for ever; empty if it runs once. */
    OptionalInt repeats() {
        return repeats;
    }

    /** The memory that decoding takes: indices, canvas and its copy, and what the encoder of an animation holds. */
    WorkingMemory memory(Size target) {
        long indices =
                frames.stream().mapToLong(frame -> frame.size().pixels()).max().orElseThrow();
        long rows = ROW_BYTES * (long) canvas().width();
        if (frames.size() == 1) {
            return WorkingMemory.ofHeap(FIXED_BYTES + frames.get(0).size().pixels() + rows);
        }
        boolean restores = frames.stream().anyMatch(frame -> frame.disposal() == Disposal.RESTORE);
        long canvases = (restores ? 2L : 1) * Integer.BYTES * canvas().pixels();
        long encoder = ENCODER_BYTES_OF_PIXEL * target.pixels();
        long output = Math.min(limits.maxBytes(), (long) frames.size() * OUTPUT_BYTES_OF_PIXEL * target.pixels());
        return WorkingMemory.ofHeap(FIXED_BYTES + indices + rows + canvases + encoder + OUTPUT_COPIES * output);
    }

    private void read() throws PictureFault {
        in.skip(6);
        // Some encoders write no screen size, or one smaller than the frame. Browsers show the frame.
        Size screen = limits.checkSize(Math.max(1, in.u16le()), Math.max(1, in.u16le()));
        int flags = in.u8();
        in.skip(2);
        // Browsers show indices without a colour in black.
        int[] colours = new int[256];
        Arrays.fill(colours, BLACK);
        palette(flags, colours);
        for (int block = in.u8(); block == EXTENSION || block == IMAGE; block = nextBlock()) {
            if (block == EXTENSION) {
                extension();
            } else {
                frame(screen, colours);
            }
            if (!limits.allowAnimation(frames.size(), pixels)) {
                frames.subList(1, frames.size()).clear();
                return;
            }
        }
    }

    // Many files have nothing after their last frame, or something that is not a block.
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
        PictureFault.require(in.u8() == GRAPHIC_CONTROL_LENGTH);
        int flags = in.u8();
        delay = in.u16le();
        int index = in.u8();
        transparent = (flags & 1) != 0 ? index : NOT_TRANSPARENT;
        disposal = Disposal.of(flags >> 2 & 7);
    }

    private void frame(Size screen, int[] globalColours) throws PictureFault {
        int left = in.u16le();
        int top = in.u16le();
        Size frame = limits.checkSize(in.u16le(), in.u16le());
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
            canvas = Optional.of(limits.checkSize(
                    Math.max(screen.width(), left + frame.width()), Math.max(screen.height(), top + frame.height())));
        }
        pixels += Math.max(canvas.get().pixels(), frame.pixels());
        boolean interlaced = (flags & INTERLACED) != 0;
        frames.add(new GifFrame(frame, left, top, interlaced, colours, bytes, data, codeSize, delay, disposal));
        transparent = NOT_TRANSPARENT;
        delay = 0;
        disposal = Disposal.KEEP;
    }

    /** Reads a palette if the flags announce one. Indices without a colour are black. */
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

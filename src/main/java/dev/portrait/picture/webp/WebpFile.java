package dev.portrait.picture.webp;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.Exif;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Size;
import java.util.Optional;

/** The chunks of a WebP file. Only the first frame of an animation is used. */
final class WebpFile {

    private static final int ANIMATED = 0x02;
    private static final int ALPHA = 0x10;
    private static final int PROFILE = 0x20;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int LOSSLESS_HEADER = 5;
    private static final int USES_ALPHA = 0x10;
    private static final int ALPHA_HEADER = 1;
    private static final int UNCOMPRESSED = 0;
    private static final int COMPRESSED = 1;
    // What a pixel of a lossy picture takes, in the units of LosslessStream.
    private static final int LOSSY = 6;
    // About 2.4 s: 20 megapixels with all four transforms, 40 of a lossy picture without alpha.
    private static final long MAX_COST = 240_000_000;
    private static final int LOSSLESS_BYTES_OF_PIXEL = 6;
    // The reader holds objects for each macroblock (measured with TwelveMonkeys 3.15.0).
    private static final int LOSSY_BYTES_OF_PIXEL = 24;
    private static final int ALPHA_BYTES_OF_PIXEL = 10;
    private static final int ROW_BYTES = 32;
    private static final long FIXED_BYTES = 2 << 20;

    private final PictureLimits limits;
    private Optional<Size> canvas = Optional.empty();
    private Optional<Size> frame = Optional.empty();
    private Optional<Colours> colours = Optional.empty();
    private Optional<Orientation> orientation = Optional.empty();
    private Optional<AlphaPlane> plane = Optional.empty();
    private int flags;
    private byte[] alpha = {};
    private byte[] data = {};
    private String dataName = "";
    private boolean inFrame;
    private int left;
    private int top;

    private WebpFile(PictureLimits limits) {
        this.limits = limits;
    }

    static WebpFile read(byte[] bytes, PictureLimits limits) throws PictureFault {
        ByteCursor in = new ByteCursor(bytes);
        in.skip(4);
        ByteCursor riff = in.part(in.u32le());
        riff.skip(4);
        WebpFile file = new WebpFile(limits);
        file.chunks(riff);
        file.check();
        return file;
    }

    Size canvas() {
        return canvas.orElseGet(this::frame);
    }

    Orientation orientation() {
        return orientation.orElse(Orientation.UPRIGHT);
    }

    Colours colours() {
        return colours.orElse(Colours.SRGB);
    }

    /** The memory that decoding takes, with the copies of the file. */
    WorkingMemory memory() {
        long copies = 2L * (data.length + alpha.length)
                + plane.map(AlphaPlane::length).orElse(0);
        int ofPixel = dataName.equals("VP8L") ? LOSSLESS_BYTES_OF_PIXEL : LOSSY_BYTES_OF_PIXEL;
        int ofAlpha = alpha.length > 0 ? ALPHA_BYTES_OF_PIXEL : 0;
        long rows = ROW_BYTES * (long) canvas().width();
        return WorkingMemory.ofHeap(FIXED_BYTES + copies + rows + (ofPixel + ofAlpha) * frame().pixels());
    }

    /** Returns a file of the frame alone. */
    WebpInput cleaned() {
        return new WebpInput(CleanWebp.write(frame(), dataName, data, alpha, WebpInput.SPARE));
    }

    /** Returns the decoded rows with their alpha, at their place on the canvas. */
    PixelRows onCanvas(PixelRows decoded) {
        PixelRows rows = plane.map(alphas -> alphas.over(decoded)).orElse(decoded);
        return frame().equals(canvas()) ? rows : rows.on(canvas(), left, top);
    }

    private Size frame() {
        return frame.orElseThrow();
    }

    private void check() throws PictureFault {
        PictureFault.require(frame.isPresent());
        PictureFault.require((long) left + frame().width() <= canvas().width());
        PictureFault.require((long) top + frame().height() <= canvas().height());
        PictureFault.require((flags & ANIMATED) != 0 || frame().equals(canvas()));
        int cost = dataName.equals("VP8L")
                ? LosslessStream.check(new BitCursor(data, LOSSLESS_HEADER), frame())
                : LOSSY + checkAlpha();
        PictureLimits.checkCost(frame(), cost * frame().pixels(), MAX_COST);
    }

    // TwelveMonkeys' reader does not support an uncompressed alpha plane (seen in 3.15.0), so it does not get it.
    private int checkAlpha() throws PictureFault {
        if (alpha.length == 0) {
            return 0;
        }
        return switch (alpha[0] & 3) {
            case UNCOMPRESSED -> {
                plane = Optional.of(AlphaPlane.read(alpha, frame()));
                alpha = new byte[0];
                yield 0;
            }
            case COMPRESSED -> LosslessStream.check(new BitCursor(alpha, ALPHA_HEADER), frame());
            default -> throw PictureFault.damaged();
        };
    }

    private void chunks(ByteCursor in) throws PictureFault {
        while (in.remaining() > 0) {
            String name = in.name();
            long length = in.u32le();
            chunk(name, in.part(length));
            in.skip(Math.min(length & 1, in.remaining()));
        }
    }

    private void chunk(String name, ByteCursor body) throws PictureFault {
        switch (name) {
            case "VP8X" -> {
                flags = body.u8();
                body.skip(3);
                canvas = Optional.of(limits.checkSize(body.u24le() + 1L, body.u24le() + 1L));
            }
            case "ICCP" -> {
                if (isAnnounced(PROFILE) && colours.isEmpty()) {
                    colours = Colours.ofProfile(body.take(Math.min(body.remaining(), Colours.MAX_PROFILE)), false);
                }
            }
            case "EXIF" -> {
                body.skip(body.startsWith("Exif\0\0") ? 6 : 0);
                orientation = orientation.or(() -> Optional.of(Exif.orientation(body)));
            }
            case "ANMF" -> {
                if (frame.isEmpty()) {
                    frame(body);
                }
            }
            case "ALPH" -> {
                if (inFrame || isAnnounced(ALPHA)) {
                    PictureFault.require(body.remaining() > 0);
                    alpha = body.take(body.remaining());
                }
            }
            case "VP8 ", "VP8L" -> pixels(name, body);
            default -> {
                // XMP and unknown chunks make no pixels.
            }
        }
    }

    private void frame(ByteCursor body) throws PictureFault {
        // A frame takes 24 bytes. Frames within frames would exhaust the stack.
        PictureFault.require(!inFrame);
        inFrame = true;
        left = body.u24le() * 2;
        top = body.u24le() * 2;
        Size announced = limits.checkSize(body.u24le() + 1L, body.u24le() + 1L);
        body.skip(4);
        chunks(body);
        PictureFault.require(frame.equals(Optional.of(announced)));
    }

    // Browsers ignore a chunk that the header does not announce.
    private boolean isAnnounced(int flag) {
        return (flags & flag) != 0;
    }

    private void pixels(String name, ByteCursor body) throws PictureFault {
        PictureFault.require(frame.isEmpty());
        dataName = name;
        data = body.take(body.remaining());
        frame = Optional.of(name.equals("VP8L") ? lossless(new ByteCursor(data)) : lossy(new ByteCursor(data)));
    }

    private Size lossless(ByteCursor header) throws PictureFault {
        int signature = header.u8();
        long fields = header.u32le();
        PictureFault.require(signature == LOSSLESS_SIGNATURE && fields >>> 29 == 0);
        alpha = new byte[0];
        // The flag is a hint that must not affect decoding (RFC 9649, 3.4). Without it, TwelveMonkeys' reader returns
        // opaque pixels (seen in 3.15.0).
        data[LOSSLESS_HEADER - 1] |= USES_ALPHA;
        return limits.checkSize((fields & 0x3fff) + 1, (fields >> 14 & 0x3fff) + 1);
    }

    private Size lossy(ByteCursor header) throws PictureFault {
        int tag = header.u24le();
        boolean keyFrame = (tag & 1) == 0;
        boolean startCode = header.u8() == 0x9d && header.u8() == 0x01 && header.u8() == 0x2a;
        Size size = limits.checkSize(header.u16le() & 0x3fff, header.u16le() & 0x3fff);
        PictureFault.require(keyFrame && startCode && tag >> 5 <= header.remaining());
        return size;
    }
}

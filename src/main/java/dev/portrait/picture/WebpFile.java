package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The chunks of a WebP file. The picture, or the first frame of an animation, is put into a file of its own in which all
 * sizes agree, so that the decoder sees nothing else.
 */
final class WebpFile {

    private static final int ANIMATED = 0x02;
    private static final int ALPHA = 0x10;
    private static final int PROFILE = 0x20;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int LOSSLESS_HEADER = 5;
    private static final int ALPHA_HEADER = 1;
    private static final int RAW = 0;
    private static final int COMPRESSED = 1;
    // Of the byte that ends the header of a lossless stream.
    private static final int USES_ALPHA = 0x10;

    private final PictureLimits limits;
    private Optional<Size> canvas = Optional.empty();
    private Optional<Size> image = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private Optional<Orientation> orientation = Optional.empty();
    private int flags;
    private byte[] alpha = {};
    private byte[] data = {};
    private String dataName = "";
    private boolean framed;
    private int left;
    private int top;

    private WebpFile(PictureLimits limits) {
        this.limits = limits;
    }

    static EncodedPicture walk(byte[] bytes, PictureLimits limits) throws PictureFault {
        ByteCursor in = new ByteCursor(bytes);
        in.skip(4);
        ByteCursor riff = in.part(in.u32le());
        riff.skip(4);
        return new WebpFile(limits).walk(riff);
    }

    private EncodedPicture walk(ByteCursor riff) throws PictureFault {
        chunks(riff);
        Size frame = image.orElseThrow(PictureFault::damaged);
        Size whole = canvas.orElse(frame);
        boolean fits = (long) left + frame.width() <= whole.width() && (long) top + frame.height() <= whole.height();
        if (!fits || ((flags & ANIMATED) == 0 && !frame.equals(whole))) {
            throw PictureFault.damaged();
        }
        if (dataName.equals("VP8L")) {
            LosslessStream.check(new BitCursor(data, LOSSLESS_HEADER), frame);
        }
        Optional<AlphaPlane> plane = alpha(frame);
        return new EncodedPicture(
                PictureFormat.WEBP,
                ByteBuffer.wrap(still(frame)),
                false,
                whole,
                frame,
                left,
                top,
                orientation.orElse(Orientation.UPRIGHT),
                profile.map(Colours::ofProfile),
                plane);
    }

    /** Leaves to the decoder an alpha plane that is compressed, and takes from it one that is not: it knows none. */
    private Optional<AlphaPlane> alpha(Size frame) throws PictureFault {
        if (alpha.length == 0) {
            return Optional.empty();
        }
        switch (alpha[0] & 3) {
            case RAW -> {
                AlphaPlane plane = AlphaPlane.of(alpha, frame);
                alpha = new byte[0];
                return Optional.of(plane);
            }
            case COMPRESSED -> {
                LosslessStream.check(new BitCursor(alpha, ALPHA_HEADER), frame);
                return Optional.empty();
            }
            default -> throw PictureFault.damaged();
        }
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
                canvas = Optional.of(limits.check(body.u24le() + 1L, body.u24le() + 1L));
            }
            case "ICCP" -> {
                if (announced(PROFILE) && profile.isEmpty()) {
                    profile = IccProfile.checked(body.take(body.remaining()));
                }
            }
            case "EXIF" -> {
                body.skip(body.startsWith("Exif\0\0") ? 6 : 0);
                orientation = orientation.or(() -> Optional.of(Exif.orientation(body)));
            }
            case "ANMF" -> {
                if (image.isEmpty()) {
                    frame(body);
                }
            }
            case "ALPH" -> {
                if (framed || announced(ALPHA)) {
                    alpha = alphaChunk(body);
                }
            }
            case "VP8 ", "VP8L" -> image(name, body);
            default -> {
                // XMP and what may come; nothing that makes pixels
            }
        }
    }

    private void frame(ByteCursor body) throws PictureFault {
        // Frames within frames, one per 24 bytes, would exhaust the stack.
        if (framed) {
            throw PictureFault.damaged();
        }
        framed = true;
        left = body.u24le() * 2;
        top = body.u24le() * 2;
        Size announced = limits.check(body.u24le() + 1L, body.u24le() + 1L);
        body.skip(4);
        chunks(body);
        if (!image.equals(Optional.of(announced))) {
            throw PictureFault.damaged();
        }
    }

    // As browsers see it: what is not announced is not there.
    private boolean announced(int flag) {
        return (flags & flag) != 0;
    }

    private static byte[] alphaChunk(ByteCursor body) throws PictureFault {
        if (body.remaining() == 0) {
            throw PictureFault.damaged();
        }
        return body.take(body.remaining());
    }

    private void image(String name, ByteCursor body) throws PictureFault {
        if (image.isPresent()) {
            throw PictureFault.damaged();
        }
        dataName = name;
        data = body.take(body.remaining());
        image = Optional.of(name.equals("VP8L") ? lossless(new ByteCursor(data)) : lossy(new ByteCursor(data)));
    }

    private Size lossless(ByteCursor header) throws PictureFault {
        int signature = header.u8();
        long fields = header.u32le();
        if (signature != LOSSLESS_SIGNATURE || fields >>> 29 != 0) {
            throw PictureFault.damaged();
        }
        alpha = new byte[0];
        // A hint that must not affect decoding (RFC 9649, 3.4): the decoder would otherwise show all pixels as opaque.
        data[LOSSLESS_HEADER - 1] |= USES_ALPHA;
        return limits.check((fields & 0x3fff) + 1, (fields >> 14 & 0x3fff) + 1);
    }

    private Size lossy(ByteCursor header) throws PictureFault {
        int tag = header.u24le();
        boolean keyFrame = (tag & 1) == 0;
        boolean startCode = header.u8() == 0x9d && header.u8() == 0x01 && header.u8() == 0x2a;
        Size size = limits.check(header.u16le() & 0x3fff, header.u16le() & 0x3fff);
        if (!keyFrame || !startCode || tag >> 5 > header.remaining()) {
            throw PictureFault.damaged();
        }
        return size;
    }

    private byte[] still(Size frame) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(data.length + alpha.length + 64);
        if (alpha.length > 0) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            little(header, ALPHA, 4);
            little(header, frame.width() - 1, 3);
            little(header, frame.height() - 1, 3);
            chunk(chunks, "VP8X", header.toByteArray());
            chunk(chunks, "ALPH", alpha);
        }
        chunk(chunks, dataName, data);
        ByteArrayOutputStream riff = new ByteArrayOutputStream(chunks.size() + 12);
        text(riff, "RIFF");
        little(riff, chunks.size() + 4, 4);
        text(riff, "WEBP");
        riff.writeBytes(chunks.toByteArray());
        return riff.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
        text(out, name);
        little(out, body.length, 4);
        out.writeBytes(body);
        if (body.length % 2 != 0) {
            out.write(0);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void little(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >> (8 * i));
        }
    }
}

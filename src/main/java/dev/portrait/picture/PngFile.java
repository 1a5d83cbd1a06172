package dev.portrait.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * The chunks of a PNG file, from IHDR to the last IDAT. What follows is ignored, and need not be there: browsers have
 * shown the picture by then. No decoder sees more than the chunks that make pixels. An ancillary chunk that is broken is
 * passed over; of two of a kind, the first counts.
 */
final class PngFile {

    private static final Set<String> USED = Set.of("eXIf", "iCCP", "sRGB", "gAMA", "tRNS");
    private static final int SIGNATURE = 8;
    private static final int LENGTH = 4;
    private static final int CHUNK_HEADER = 8;
    private static final int CHECK_SUM = 4;
    private static final int MAX_PROFILE = 1 << 20;
    private static final int MAX_PROFILE_NAME = 80;
    private static final int MAX_PALETTE = 256 * 3;
    private static final int MAX_TRANSPARENT = 256;
    private static final int LAST_INTENT = 3;
    private static final int PALETTE = 3;
    private static final int COLOURED = 2;

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final KeptBytes kept;
    private final Set<String> seen = new HashSet<>();
    private Optional<Size> size = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<byte[]> profile = Optional.empty();
    private long gamma;
    private boolean standard;
    private int colourType;
    private boolean data;

    private PngFile(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.in = new ByteCursor(bytes);
        this.limits = limits;
        this.kept = new KeptBytes(bytes, in);
    }

    static EncodedPicture walk(byte[] bytes, PictureLimits limits) throws PictureFault {
        return new PngFile(bytes, limits).walk();
    }

    private EncodedPicture walk() throws PictureFault {
        in.skip(SIGNATURE);
        kept.add(0, SIGNATURE);
        while (!data || in.remaining() >= CHUNK_HEADER) {
            int start = in.position();
            long length = in.u32();
            String name = in.name();
            if (data && !name.equals("IDAT")) {
                break;
            }
            chunk(name, length, start);
        }
        return EncodedPicture.whole(
                PictureFormat.PNG,
                kept.buffer(),
                true,
                size.orElseThrow(PictureFault::damaged),
                orientation,
                colours());
    }

    // In this order (PNG third edition, section 4.3).
    private Optional<Colours> colours() {
        return profile.map(isGrey() ? Colours::ofGreyProfile : Colours::ofProfile)
                .or(() -> standard ? Optional.empty() : Colours.ofGamma(gamma / 100_000.0));
    }

    private boolean isGrey() {
        return colourType == 0 || colourType == 4;
    }

    private void chunk(String name, long length, int start) throws PictureFault {
        require(size.isEmpty() == name.equals("IHDR"));
        if (name.equals("IDAT")) {
            data(length, start);
            return;
        }
        ByteCursor body = in.part(length);
        boolean critical = Character.isUpperCase(name.charAt(0));
        boolean sound = isSound(start);
        require(sound || !critical);
        if (sound && (critical ? critical(name, body) : ancillary(name, body))) {
            kept.add(start, in.position() - start);
        }
    }

    /** Keeps a part of the pixels. The last one may be cut short: whether pixels are missing shows once they are decoded. */
    private void data(long length, int start) throws PictureFault {
        require(colourType != PALETTE || seen.contains("PLTE"));
        data = true;
        if (length + CHECK_SUM > in.remaining()) {
            in.skip(in.remaining());
        } else {
            in.skip(length);
            require(isSound(start));
        }
        kept.add(start, in.position() - start);
    }

    private boolean isSound(int start) throws PictureFault {
        CRC32 sum = new CRC32();
        sum.update(bytes, start + LENGTH, in.position() - start - LENGTH);
        return sum.getValue() == in.u32();
    }

    /** @return whether it makes pixels */
    private boolean critical(String name, ByteCursor body) throws PictureFault {
        switch (name) {
            case "IHDR" -> header(body);
            case "PLTE" -> palette(body.remaining());
            default -> throw PictureFault.damaged();
        }
        return name.equals("IHDR") || colourType == PALETTE;
    }

    private boolean ancillary(String name, ByteCursor body) throws PictureFault {
        if (!USED.contains(name) || !seen.add(name)) {
            return false;
        }
        switch (name) {
            case "eXIf" -> orientation = Exif.orientation(body);
            case "iCCP" -> profile = inflated(body);
            case "sRGB" -> standard = body.remaining() == 1 && body.u8() <= LAST_INTENT;
            case "gAMA" -> gamma = body.remaining() == 4 ? body.u32() : 0;
            default -> {
                // tRNS is for the decoder
            }
        }
        return name.equals("tRNS") && fits(body.remaining());
    }

    private boolean fits(int transparent) {
        return transparent <= MAX_TRANSPARENT
                && switch (colourType) {
                    case 0 -> transparent >= 2;
                    case COLOURED -> transparent >= 6;
                    case PALETTE -> seen.contains("PLTE");
                    default -> false;
                };
    }

    private void header(ByteCursor body) throws PictureFault {
        require(body.remaining() == 13);
        size = Optional.of(limits.check(body.u32(), body.u32()));
        int depth = body.u8();
        colourType = body.u8();
        require(
                switch (colourType) {
                    case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case 2, 4, 6 -> depth == 8 || depth == 16;
                    default -> false;
                });
        int methods = body.u16();
        int interlacing = body.u8();
        require(methods == 0 && interlacing <= 1);
    }

    private void palette(int length) throws PictureFault {
        require(seen.add("PLTE") && length > 0 && length <= MAX_PALETTE && (colourType != PALETTE || length % 3 == 0));
    }

    // Compressed, so its size in the file says nothing: read up to a bound.
    private static Optional<byte[]> inflated(ByteCursor body) throws PictureFault {
        int name = 0;
        while (body.remaining() > 0 && body.u8() != 0) {
            name++;
        }
        if (name == 0 || name > MAX_PROFILE_NAME || body.remaining() == 0 || body.u8() != 0) {
            return Optional.empty();
        }
        byte[] deflated = body.take(body.remaining());
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return IccProfile.checked(inflater.readNBytes(MAX_PROFILE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean rule) throws PictureFault {
        if (!rule) {
            throw PictureFault.damaged();
        }
    }
}

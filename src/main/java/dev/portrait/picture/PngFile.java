package dev.portrait.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * The chunks of a PNG file, from IHDR to IEND; what follows is ignored. No decoder sees more than the chunks that
 * make pixels: the JDK's reader checks no sums, and for palette pictures it inflates every text chunk into memory.
 */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int MAX_PROFILE = 1 << 20;
    private static final int MAX_PROFILE_NAME = 80;
    private static final int PALETTE = 3;

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final KeptBytes kept;
    private Optional<Size> size = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<byte[]> profile = Optional.empty();
    private long gamma;
    private boolean standard;
    private int colourType;
    private boolean interlaced;
    private boolean palette;
    private boolean data;
    private String previous = "";

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
        while (!previous.equals("IEND")) {
            int start = in.position();
            long length = in.u32();
            String name = in.name();
            ByteCursor body = in.part(length);
            checkSum(start + 4, (int) length + 4);
            if (size.isEmpty() != name.equals("IHDR")) {
                throw PictureFault.damaged();
            }
            chunk(name, body, start, in.position() - start);
            previous = name;
        }
        if (!data) {
            throw PictureFault.damaged();
        }
        return EncodedPicture.whole(
                PictureFormat.PNG, kept.buffer(), !interlaced, size.orElseThrow(), orientation, colours());
    }

    // In this order (PNG third edition, section 4.3).
    private Optional<Colours> colours() {
        return profile.map(isGrey() ? Colours::ofGreyProfile : Colours::ofProfile)
                .or(() -> standard ? Optional.empty() : Colours.ofGamma(gamma / 100_000.0));
    }

    private boolean isGrey() {
        return colourType == 0 || colourType == 4;
    }

    private void checkSum(int from, int length) throws PictureFault {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, length);
        if (sum.getValue() != in.u32()) {
            throw PictureFault.damaged();
        }
    }

    private void chunk(String name, ByteCursor body, int start, int length) throws PictureFault {
        switch (name) {
            case "IHDR" -> header(body);
            case "PLTE" -> palette(body.remaining());
            case "tRNS" -> require(!data);
            case "IDAT" -> {
                require(palette || colourType != PALETTE);
                require(!data || previous.equals("IDAT"));
                data = true;
            }
            case "IEND" -> require(body.remaining() == 0);
            case "eXIf" -> orientation = Exif.orientation(body);
            case "iCCP" -> profile = inflated(body);
            case "sRGB" -> standard = true;
            case "gAMA" -> gamma = body.u32();
            default -> require(!critical(name));
        }
        if (critical(name) || name.equals("tRNS")) {
            kept.add(start, length);
        }
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
        interlaced = interlacing == 1;
    }

    private void palette(int length) throws PictureFault {
        require(!data && !palette && length % 3 == 0 && length > 0 && length <= 256 * 3);
        palette = true;
    }

    // Compressed, so its size in the file says nothing: read up to a bound.
    private Optional<byte[]> inflated(ByteCursor body) throws PictureFault {
        for (int i = 0; i < MAX_PROFILE_NAME && body.remaining() > 1 && body.u8() != 0; i++) {
            // the name ends with a zero byte
        }
        if (body.remaining() < 2) {
            return Optional.empty();
        }
        body.skip(1);
        byte[] deflated = body.take(body.remaining());
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return IccProfile.checked(inflater.readNBytes(MAX_PROFILE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean critical(String name) {
        return Character.isUpperCase(name.charAt(0));
    }

    private static void require(boolean rule) throws PictureFault {
        if (!rule) {
            throw PictureFault.damaged();
        }
    }
}

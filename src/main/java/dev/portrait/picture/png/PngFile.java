package dev.portrait.picture.png;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.Exif;
import dev.portrait.picture.format.ImageDecoder;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * The chunks of a PNG file, from IHDR to the last IDAT. What follows is ignored and may be missing, since browsers have
 * shown the picture by then. A broken ancillary chunk is skipped; of two chunks of a kind, the first counts.
 */
final class PngFile {

    private static final Set<String> USED = Set.of("eXIf", "iCCP", "sRGB", "gAMA", "tRNS");
    private static final int SIGNATURE = 8;
    private static final int LENGTH = 4;
    private static final int CHUNK_HEADER = 8;
    private static final int CHECKSUM = 4;
    private static final int MAX_PROFILE_NAME = 80;
    private static final int MAX_PALETTE = 256 * 3;
    private static final int LAST_INTENT = 3;

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final Set<String> seen = new HashSet<>();
    private Optional<PngHeader> header = Optional.empty();
    private byte[] palette = {};
    private byte[] transparency = {};
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<Colours> profile = Optional.empty();
    private long gamma;
    private boolean standard;
    private int dataStart;
    private int dataEnd;

    private PngFile(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.in = new ByteCursor(bytes);
        this.limits = limits;
    }

    /** Reads a file, and joins its IDAT chunks in place. */
    static PngFile read(byte[] bytes, PictureLimits limits) throws PictureFault {
        PngFile file = new PngFile(bytes, limits);
        file.read();
        return file;
    }

    Size size() {
        return header.orElseThrow().size();
    }

    Orientation orientation() {
        return orientation;
    }

    // In this order (PNG third edition, section 4.3).
    Colours colours() {
        return profile.orElseGet(() -> standard ? Colours.SRGB : Colours.ofGamma(gamma / 100_000.0));
    }

    /** Whether the decoder delivers whole rows, of samples that are whole bytes. */
    boolean hasWholeRows() {
        return header.orElseThrow().hasWholeRows();
    }

    /** The memory that decoding takes, with the file of nothing but what makes pixels. */
    WorkingMemory memory(Size target) {
        long copy = dataEnd - (long) dataStart;
        long pixels = hasWholeRows()
                ? ImageDecoder.heapOfRows(size())
                : ImageDecoder.heapOfWhole(size(), target, header.orElseThrow().bytesOfPixel());
        return WorkingMemory.ofHeap(copy + pixels);
    }

    /** Returns a file of nothing but what makes pixels. */
    ByteBuffer cleaned() {
        PngColours kept = new PngColours(header.orElseThrow(), palette, transparency);
        return CleanPng.write(
                header.orElseThrow(),
                kept,
                ByteBuffer.wrap(bytes, dataStart, dataEnd - dataStart).slice());
    }

    private void read() throws PictureFault {
        in.skip(SIGNATURE);
        while (dataStart == 0 || in.remaining() >= CHUNK_HEADER) {
            int start = in.position();
            long length = in.u32();
            String name = in.name();
            if (dataStart != 0 && !name.equals("IDAT")) {
                break;
            }
            chunk(name, length, start);
        }
    }

    private void chunk(String name, long length, int start) throws PictureFault {
        PictureFault.require(header.isEmpty() == name.equals("IHDR"));
        if (name.equals("IDAT")) {
            data(length, start);
            return;
        }
        ByteCursor body = in.part(length);
        boolean critical = Character.isUpperCase(name.charAt(0));
        boolean sound = isSound(start);
        PictureFault.require(sound || !critical);
        if (critical) {
            critical(name, body);
        } else if (sound && USED.contains(name) && seen.add(name)) {
            ancillary(name, body);
        }
    }

    /** Adds to the compressed pixels. The last chunk may be cut short: decoding shows whether pixels are missing. */
    private void data(long length, int start) throws PictureFault {
        PictureFault.require(!header.orElseThrow().hasPalette() || palette.length > 0);
        int from = in.position();
        int available = (int) Math.min(length, in.remaining());
        in.skip(available);
        if (in.remaining() < CHECKSUM) {
            in.skip(in.remaining());
        } else {
            PictureFault.require(isSound(start));
        }
        if (dataStart == 0) {
            dataStart = from;
            dataEnd = from;
        }
        System.arraycopy(bytes, from, bytes, dataEnd, available);
        dataEnd += available;
    }

    private boolean isSound(int start) throws PictureFault {
        CRC32 sum = new CRC32();
        sum.update(bytes, start + LENGTH, in.position() - start - LENGTH);
        return sum.getValue() == in.u32();
    }

    private void critical(String name, ByteCursor body) throws PictureFault {
        switch (name) {
            case "IHDR" -> header = Optional.of(PngHeader.read(body, limits));
            case "PLTE" -> palette(body);
            default -> throw PictureFault.damaged();
        }
    }

    private void palette(ByteCursor body) throws PictureFault {
        int length = body.remaining();
        PictureFault.require(seen.add("PLTE") && length > 0 && length <= MAX_PALETTE);
        // Of other colour types, it only suggests colours for screens of few colours.
        if (header.orElseThrow().hasPalette()) {
            PictureFault.require(length % 3 == 0);
            palette = body.take(length);
        }
    }

    private void ancillary(String name, ByteCursor body) throws PictureFault {
        switch (name) {
            case "eXIf" -> orientation = Exif.orientation(body);
            case "iCCP" -> profile = profile(body);
            case "sRGB" -> standard = body.remaining() == 1 && body.u8() <= LAST_INTENT;
            case "gAMA" -> gamma = body.remaining() == 4 ? body.u32() : 0;
            default -> {
                boolean early = header.orElseThrow().hasPalette() && palette.length == 0;
                transparency = early ? transparency : body.take(body.remaining());
            }
        }
    }

    // The size of compressed data in the file says nothing about its inflated size.
    private Optional<Colours> profile(ByteCursor body) throws PictureFault {
        int name = 0;
        while (body.remaining() > 0 && body.u8() != 0) {
            name++;
        }
        if (name == 0 || name > MAX_PROFILE_NAME || body.remaining() == 0 || body.u8() != 0) {
            return Optional.empty();
        }
        byte[] deflated = body.take(body.remaining());
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return Colours.ofProfile(
                    inflater.readNBytes(Colours.MAX_PROFILE),
                    header.orElseThrow().isGrey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The segments of a JPEG file, from SOI to EOI; what follows EOI is ignored. */
final class JpegFile {

    // Every scan of a progressive file costs a pass over the whole picture, and a scan can be some 20 bytes small:
    // ten megabytes of them would keep a core busy for hours. Cameras and encoders write about ten.
    private static final int MAX_SCANS = 20;
    private static final int MAX_SEGMENT = 65_533;
    private static final int CMYK = 4;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final byte[] JFIF_WITHOUT_THUMBNAIL = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final KeptBytes kept;
    private final Map<Integer, byte[]> profileParts = new TreeMap<>();
    private Optional<Size> size = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private int components;
    private int scans;

    private JpegFile(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.in = new ByteCursor(bytes);
        this.limits = limits;
        this.kept = new KeptBytes(bytes, in);
    }

    static EncodedPicture walk(byte[] bytes, PictureLimits limits) throws PictureFault {
        return new JpegFile(bytes, limits).walk();
    }

    private EncodedPicture walk() throws PictureFault {
        in.skip(2);
        keepMarker(SOI);
        for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
            segment(marker);
        }
        keepMarker(EOI);
        if (scans == 0) {
            throw PictureFault.damaged();
        }
        Optional<byte[]> profile = components == CMYK ? Optional.empty() : IccProfile.joined(profileParts.values());
        return EncodedPicture.whole(
                PictureFormat.JPEG,
                kept.buffer(),
                components != CMYK,
                size.orElseThrow(PictureFault::damaged),
                orientation,
                profile.map(components == 1 ? Colours::ofGreyProfile : Colours::ofProfile));
    }

    private int nextMarker() throws PictureFault {
        if (in.u8() != 0xff) {
            throw PictureFault.damaged();
        }
        int marker = in.u8();
        while (marker == 0xff) {
            marker = in.u8();
        }
        return marker;
    }

    private void segment(int marker) throws PictureFault {
        if (marker < 0xc0 || isRestart(marker) || marker == SOI) {
            throw PictureFault.damaged();
        }
        byte[] body = in.take(in.u16() - 2L);
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(marker, body);
            // Lossless, hierarchical and arithmetic coding; DNL, which tells the height only after the first scan.
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdc, 0xde, 0xdf ->
                throw PictureFault.unsupported();
            case DHT, DQT, DRI -> keep(marker, body);
            case SOS -> scan(body);
            default -> application(marker, new ByteCursor(body));
        }
    }

    private void frame(int marker, byte[] body) throws PictureFault {
        ByteCursor header = new ByteCursor(body);
        int precision = header.u8();
        int height = header.u16();
        int width = header.u16();
        components = header.u8();
        if (size.isPresent()) {
            throw PictureFault.damaged();
        }
        size = Optional.of(limits.check(width, height));
        if (precision != 8 || (components != 1 && components != 3 && components != CMYK)) {
            throw PictureFault.unsupported();
        }
        if (components == CMYK) {
            // Only the decoder can apply a CMYK profile.
            keepProfile();
        }
        keep(marker, body);
    }

    private void scan(byte[] header) throws PictureFault {
        scans++;
        if (size.isEmpty() || scans > MAX_SCANS) {
            throw PictureFault.damaged();
        }
        keep(SOS, header);
        int from = in.position();
        int to = from;
        while (true) {
            while (at(to) != 0xff) {
                to++;
            }
            int next = at(to + 1);
            if (next != 0 && next != 0xff && !isRestart(next)) {
                break;
            }
            to += next == 0xff ? 1 : 2;
        }
        in.skip(to - (long) from);
        kept.add(from, to - from);
    }

    private int at(int index) throws PictureFault {
        if (index >= bytes.length) {
            throw PictureFault.damaged();
        }
        return bytes[index] & 0xff;
    }

    private void application(int marker, ByteCursor body) throws PictureFault {
        if (marker == APP0 && body.startsWith("JFIF\0") && body.remaining() >= JFIF_WITHOUT_THUMBNAIL.length) {
            keep(marker, JFIF_WITHOUT_THUMBNAIL);
        } else if (marker == APP14 && body.startsWith("Adobe")) {
            keep(marker, body.take(body.remaining()));
        } else if (marker == APP1 && body.startsWith(EXIF)) {
            body.skip(EXIF.length());
            orientation = Exif.orientation(body);
        } else if (marker == APP2 && body.startsWith(ICC)) {
            body.skip(ICC.length());
            int part = body.u8();
            body.skip(1);
            profileParts.put(part, body.take(body.remaining()));
        }
    }

    private void keepProfile() {
        if (IccProfile.joined(profileParts.values()).isEmpty()) {
            return;
        }
        int number = 0;
        for (byte[] part : profileParts.values()) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            segment.writeBytes(ICC.getBytes(StandardCharsets.ISO_8859_1));
            segment.write(++number);
            segment.write(profileParts.size());
            segment.writeBytes(part);
            keep(APP2, segment.toByteArray());
        }
    }

    private void keep(int marker, byte[] body) {
        if (body.length > MAX_SEGMENT) {
            throw new IllegalArgumentException("a segment above 64 KiB");
        }
        keepMarker(marker);
        int length = body.length + 2;
        kept.add(new byte[] {(byte) (length >> 8), (byte) length});
        kept.add(body);
    }

    private void keepMarker(int marker) {
        kept.add(new byte[] {(byte) 0xff, (byte) marker});
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }
}

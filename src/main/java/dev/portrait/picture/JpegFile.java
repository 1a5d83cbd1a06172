package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The segments of a JPEG file, from SOI to EOI, or to the end of the scan after which nothing is missing: what follows is
 * ignored, and many files have no EOI there.
 */
final class JpegFile {

    // Every scan of a progressive file costs a pass over the whole picture, and a scan can be some 20 bytes small:
    // ten megabytes of them would keep a core busy for hours. Encoders write about ten; Chromium shows no more than 99.
    private static final int MAX_SCANS = 99;
    // Of the largest picture that is accepted; of smaller ones more.
    private static final int MAX_SCANS_OF_LARGEST = 20;
    private static final int MAX_SEGMENT = 65_533;
    private static final int COEFFICIENTS = 64;
    private static final int SPOILT = -1;
    private static final int CMYK = 4;
    private static final int YCBCR = 3;
    private static final int YCCK = 2;
    private static final int TEM = 0x01;
    private static final int PROGRESSIVE = 0xc2;
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
    private static final String EXIF = "Exif\0";
    // The name, a zero byte or whatever is there instead, and a TIFF header.
    private static final int LEAST_EXIF = 14;
    private static final int LEAST_ADOBE = 12;
    private static final String ICC = "ICC_PROFILE\0";
    private static final byte[] ALL_COEFFICIENTS = {0, COEFFICIENTS - 1, 0};
    private static final byte[] JFIF_WITHOUT_THUMBNAIL = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final byte[] bytes;
    private final ByteCursor in;
    private final PictureLimits limits;
    private final KeptBytes kept;
    private final Map<Integer, byte[]> profileParts = new TreeMap<>();
    /** By the ids of the components, a bit for each coefficient that no scan has brought in full precision. */
    private final Map<Integer, Long> missing = new HashMap<>();

    private Optional<Size> size = Optional.empty();
    private Optional<Orientation> orientation = Optional.empty();
    private Optional<byte[]> adobe = Optional.empty();
    private boolean jfif;
    private boolean progressive;
    private int profileLength;
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
        for (int marker = nextMarker(); marker != EOI; marker = isComplete() ? EOI : nextMarker()) {
            segment(marker);
        }
        if (scans == 0) {
            throw PictureFault.damaged();
        }
        Optional<byte[]> profile = components == CMYK ? Optional.empty() : profile();
        return EncodedPicture.whole(
                PictureFormat.JPEG,
                kept.buffer((byte) 0xff, (byte) EOI),
                components != CMYK,
                size.orElseThrow(PictureFault::damaged),
                orientation.orElse(Orientation.UPRIGHT),
                profile.map(components == 1 ? Colours::ofGreyProfile : Colours::ofProfile));
    }

    /** The next marker with a segment of its own, or EOI; stray bytes before it are passed over, as decoders do. */
    private int nextMarker() throws PictureFault {
        int marker = 0;
        while (marker == 0 || marker == TEM || isRestart(marker)) {
            while (in.u8() != 0xff) {
                // stray
            }
            do {
                marker = in.u8();
            } while (marker == 0xff);
        }
        return marker;
    }

    private boolean isComplete() {
        return scans > 0 && missing.values().stream().allMatch(coefficients -> coefficients == 0);
    }

    private void segment(int marker) throws PictureFault {
        if (marker < 0xc0 || marker == SOI) {
            throw PictureFault.damaged();
        }
        byte[] body = in.take(Math.max(0, in.u16() - 2L));
        switch (marker) {
            case 0xc0, 0xc1, PROGRESSIVE -> frame(marker, body);
            // Lossless, hierarchical and arithmetic coding; DNL, which tells the height only after the first scan.
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xdc, 0xde, 0xdf ->
                throw PictureFault.unsupported();
            case DHT, DQT, DRI -> table(marker, body);
            case SOS -> scan(body);
            default -> {
                // What comes later is too late for a browser, which has begun to show the picture.
                if (scans == 0) {
                    application(marker, new ByteCursor(body));
                }
            }
        }
    }

    // Some encoders write tables of nothing, which not every decoder takes.
    private void table(int marker, byte[] body) {
        if (body.length > 0) {
            keep(marker, body);
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
        progressive = marker == PROGRESSIVE;
        for (int i = 0; i < components; i++) {
            missing.put(header.u8(), -1L);
            header.skip(2);
        }
        if (components == CMYK) {
            // Only the decoder can apply a CMYK profile.
            keepProfile();
        }
        keep(marker, body);
    }

    private void scan(byte[] header) throws PictureFault {
        Size frame = size.orElseThrow(PictureFault::damaged);
        scans++;
        if (scans > MAX_SCANS || scans * frame.pixels() > MAX_SCANS_OF_LARGEST * limits.maxPixels()) {
            throw PictureFault.unsupported();
        }
        if (scans == 1) {
            adobe.ifPresent(this::keepAdobe);
        }
        complete(header);
        keep(SOS, header);
        int from = in.position();
        int to = from;
        while (to < bytes.length && !endsScan(to)) {
            to++;
        }
        in.skip(to - (long) from);
        kept.add(from, to - from);
    }

    private void complete(byte[] segment) throws PictureFault {
        ByteCursor header = new ByteCursor(segment);
        int count = header.u8();
        ByteCursor ids = header.part(2L * count);
        int first = header.u8();
        int last = header.u8();
        boolean precise = (header.u8() & 0xf) == 0;
        long brought = -1;
        if (progressive) {
            boolean sound = precise && first <= last && last < COEFFICIENTS;
            brought = sound ? -1L >>> (COEFFICIENTS - 1 - last + first) << first : 0;
        } else {
            // The only values that there are. The JDK's reader warns of others, and of nothing that it finds later.
            System.arraycopy(ALL_COEFFICIENTS, 0, segment, header.position() - ALL_COEFFICIENTS.length, 3);
        }
        long others = ~brought;
        for (int i = 0; i < count; i++) {
            missing.computeIfPresent(ids.u8(), (id, coefficients) -> coefficients & others);
            ids.skip(1);
        }
    }

    // As browsers see it: with JFIF, three components are YCbCr, and so they are by any transform but 0.
    private void keepAdobe(byte[] body) {
        if (!jfif || components != YCBCR) {
            int transform = components == CMYK ? YCCK : 1;
            body[LEAST_ADOBE - 1] = (byte) (body[LEAST_ADOBE - 1] == 0 ? 0 : transform);
            keep(APP14, body);
        }
    }

    // A marker that is neither a byte of the data, nor filling before another, nor a restart.
    private boolean endsScan(int index) {
        if (bytes[index] != (byte) 0xff || index + 1 == bytes.length) {
            return false;
        }
        int marker = bytes[index + 1] & 0xff;
        return marker != 0 && marker != 0xff && !isRestart(marker);
    }

    private void application(int marker, ByteCursor body) throws PictureFault {
        if (marker == APP0 && body.startsWith("JFIF\0") && body.remaining() >= JFIF_WITHOUT_THUMBNAIL.length) {
            jfif = true;
            keep(marker, JFIF_WITHOUT_THUMBNAIL);
        } else if (marker == APP14 && body.startsWith("Adobe") && body.remaining() >= LEAST_ADOBE) {
            adobe = Optional.of(body.take(body.remaining()));
        } else if (marker == APP1 && body.startsWith(EXIF) && body.remaining() >= LEAST_EXIF) {
            body.skip(EXIF.length() + 1L);
            orientation = orientation.or(() -> Optional.of(Exif.orientation(body)));
        } else if (marker == APP2 && body.startsWith(ICC) && body.remaining() >= ICC.length() + 2) {
            body.skip(ICC.length());
            profilePart(body.u8(), body.u8(), body.take(body.remaining()));
        }
    }

    // As browsers do: parts behind the last are ignored, and one that is no part of the same profile spoils it.
    private void profilePart(int number, int of, byte[] part) {
        if (hasProfile()) {
            return;
        }
        if (profileLength == 0) {
            profileLength = of;
        }
        boolean fits = number >= 1 && number <= of && of == profileLength;
        if (!fits || profileParts.put(number, part) != null) {
            profileLength = SPOILT;
        }
    }

    private boolean hasProfile() {
        return !profileParts.isEmpty() && profileParts.size() == profileLength;
    }

    private Optional<byte[]> profile() {
        return hasProfile() ? IccProfile.joined(profileParts.values()) : Optional.empty();
    }

    private void keepProfile() {
        if (profile().isEmpty()) {
            return;
        }
        for (Map.Entry<Integer, byte[]> part : profileParts.entrySet()) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            segment.writeBytes(ICC.getBytes(StandardCharsets.ISO_8859_1));
            segment.write(part.getKey());
            segment.write(profileLength);
            segment.writeBytes(part.getValue());
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

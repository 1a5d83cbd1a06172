package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.Exif;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import java.util.Optional;

/** What the application segments (APP0 to APP15) of a JPEG file say about its orientation and its colours. */
final class ApplicationSegments {

    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final String EXIF = "Exif\0";
    // The name, a padding byte and a TIFF header.
    private static final int MIN_EXIF = 14;
    private static final int MIN_ADOBE = 12;
    private static final int ADOBE_TRANSFORM = 11;
    private static final byte YCBCR = 1;
    private static final byte YCCK = 2;
    private static final byte[] JFIF_WITHOUT_THUMBNAIL = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final ProfileParts profile = new ProfileParts();
    private Optional<Orientation> orientation = Optional.empty();
    private Optional<byte[]> adobe = Optional.empty();
    private boolean jfif;

    void read(int marker, byte[] body, KeptSegments kept) throws PictureFault {
        ByteCursor start = new ByteCursor(body);
        if (marker == APP0 && !jfif && body.length >= JFIF_WITHOUT_THUMBNAIL.length && start.startsWith("JFIF\0")) {
            jfif = true;
            kept.addSegment(marker, JFIF_WITHOUT_THUMBNAIL);
        } else if (marker == APP14 && body.length >= MIN_ADOBE && start.startsWith("Adobe")) {
            adobe = Optional.of(body);
        } else if (marker == APP1 && body.length >= MIN_EXIF && start.startsWith(EXIF)) {
            start.skip(EXIF.length() + 1L);
            orientation = orientation.or(() -> Optional.of(Exif.orientation(start)));
        } else if (marker == APP2) {
            profile.add(body);
        }
    }

    Orientation orientation() {
        return orientation.orElse(Orientation.UPRIGHT);
    }

    Colours colours(int components) {
        return components == JpegFile.CMYK
                ? Colours.SRGB
                : profile.colours(components == JpegFile.GREY).orElse(Colours.SRGB);
    }

    /** Keeps the profile of a CMYK picture, which only the decoder can apply. */
    void keepProfile(int components, KeptSegments kept) {
        if (components == JpegFile.CMYK) {
            profile.addTo(kept);
        }
    }

    /**
     * Keeps the Adobe segment, which says how colours are transformed, with the transform that browsers assume: three
     * components are YCbCr in a JFIF file, and in other files unless the transform is 0.
     */
    void keepTransform(int components, KeptSegments kept) {
        if (adobe.isPresent() && !(jfif && components == JpegFile.COLOURED)) {
            byte[] body = adobe.get();
            if (body[ADOBE_TRANSFORM] != 0) {
                body[ADOBE_TRANSFORM] = components == JpegFile.CMYK ? YCCK : YCBCR;
            }
            kept.addSegment(APP14, body);
        }
    }
}

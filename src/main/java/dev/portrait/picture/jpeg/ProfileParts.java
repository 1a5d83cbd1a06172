package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.raster.Colours;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The colour profile of a JPEG file, in the parts that its APP2 segments have (ICC.1:2022, annex B.4). As in browsers, parts
 * after the last one are ignored, and a part that does not belong to the same profile makes it unusable.
 */
final class ProfileParts {

    private static final int APP2 = 0xe2;
    private static final String NAME = "ICC_PROFILE\0";
    private static final int PART_HEADER = NAME.length() + 2;
    private static final int UNUSABLE = -1;

    /** Contents of segments, by the number of the part. */
    private final Map<Integer, byte[]> parts = new TreeMap<>();

    private int count;

    /** @param body the content of an APP2 segment, which may be something else */
    void add(byte[] body) {
        if (isComplete() || body.length < PART_HEADER || !new ByteCursor(body).startsWith(NAME)) {
            return;
        }
        int number = body[PART_HEADER - 2] & 0xff;
        int of = body[PART_HEADER - 1] & 0xff;
        if (count == 0) {
            count = of;
        }
        boolean fits = number >= 1 && number <= of && of == count;
        if (!fits || parts.put(number, body) != null) {
            count = UNUSABLE;
        }
    }

    /** Returns the colours of the whole profile, if no part is missing. */
    Optional<Colours> colours(boolean grey) {
        if (!isComplete() || length() > Colours.MAX_PROFILE) {
            return Optional.empty();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(length());
        parts.values().forEach(body -> joined.write(body, PART_HEADER, body.length - PART_HEADER));
        return Colours.ofProfile(joined.toByteArray(), grey);
    }

    /** Keeps the profile, if no part is missing. */
    void addTo(KeptSegments kept) {
        if (colours(false).isPresent()) {
            parts.values().forEach(body -> kept.addSegment(APP2, body));
        }
    }

    private int length() {
        return parts.values().stream()
                .mapToInt(body -> body.length - PART_HEADER)
                .sum();
    }

    private boolean isComplete() {
        return !parts.isEmpty() && parts.size() == count;
    }
}

package dev.portrait.picture.jpeg;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.PictureFault;
import java.util.HashMap;
import java.util.Map;

/** The coefficients that no scan of a JPEG has brought in full precision yet. */
final class MissingCoefficients {

    private static final int COUNT = 64;

    /** A bit for each coefficient, by the ids of the components. */
    private final Map<Integer, Long> missing = new HashMap<>();

    void addComponent(int id) {
        missing.put(id, -1L);
    }

    boolean isEmpty() {
        return missing.values().stream().allMatch(coefficients -> coefficients == 0);
    }

    /** @param scan the content of SOS: the components, the range of coefficients and their precision */
    void remove(byte[] scan) throws PictureFault {
        ByteCursor header = new ByteCursor(scan);
        int components = header.u8();
        ByteCursor ids = header.part(2L * components);
        int first = header.u8();
        int last = header.u8();
        boolean precise = (header.u8() & 0xf) == 0;
        boolean valid = precise && first <= last && last < COUNT;
        long brought = valid ? -1L >>> (COUNT - 1 - last + first) << first : 0;
        for (int i = 0; i < components; i++) {
            missing.computeIfPresent(ids.u8(), (id, coefficients) -> coefficients & ~brought);
            ids.skip(1);
        }
    }
}

package dev.portrait.picture.webp;

import dev.portrait.picture.format.PictureFault;
import java.util.Arrays;

/**
 * A prefix code (RFC 9649, 3.7.2.1). An incomplete code, or one whose two symbols are out of order, is refused: TwelveMonkeys'
 * decoder (seen in 3.15.0) reads other bits for it than the specification says, and so would read data that was not checked.
 */
final class PrefixCode {

    private static final int MAX_LENGTH = 15;
    private static final int[] ORDER_OF_LENGTHS = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int FIRST_REPEAT = 16;
    private static final int LENGTH_BEFORE_ANY = 8;

    /** The number of symbols with a code of each length. */
    private final int[] counts = new int[MAX_LENGTH + 1];
    /** The symbols in the order of their codes. */
    private final int[] symbols;

    private PrefixCode(int[] lengths) throws PictureFault {
        for (int length : lengths) {
            counts[length]++;
        }
        symbols = new int[lengths.length - counts[0]];
        int filled = 0;
        int free = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            free = 2 * free - counts[length];
            for (int symbol = 0; counts[length] > 0 && symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    symbols[filled++] = symbol;
                }
            }
        }
        PictureFault.require(free == 0 || symbols.length == 1);
    }

    static PrefixCode read(BitCursor in, int alphabet) throws PictureFault {
        return in.bit() == 1 ? simple(in, alphabet) : normal(in, alphabet);
    }

    /** Reads the next symbol. If there is only one, it takes no bits. */
    int next(BitCursor in) throws PictureFault {
        if (symbols.length == 1) {
            return symbols[0];
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code = code << 1 | in.bit();
            first <<= 1;
            if (code - first < counts[length]) {
                return symbols[index + code - first];
            }
            first += counts[length];
            index += counts[length];
        }
        throw new IllegalStateException("an incomplete code");
    }

    // 3.7.2.1.1
    private static PrefixCode simple(BitCursor in, int alphabet) throws PictureFault {
        boolean two = in.bit() == 1;
        int first = in.bits(in.bit() == 1 ? 8 : 1);
        int second = two ? in.bits(8) : first;
        PictureFault.require(Math.max(first, second) < alphabet && (!two || first < second));
        int[] lengths = new int[alphabet];
        lengths[first] = 1;
        lengths[second] = 1;
        return new PrefixCode(lengths);
    }

    // 3.7.2.1.2
    private static PrefixCode normal(BitCursor in, int alphabet) throws PictureFault {
        int[] lengthsOfLengths = new int[ORDER_OF_LENGTHS.length];
        int given = 4 + in.bits(4);
        for (int i = 0; i < given; i++) {
            lengthsOfLengths[ORDER_OF_LENGTHS[i]] = in.bits(3);
        }
        PrefixCode code = new PrefixCode(lengthsOfLengths);
        int most = alphabet;
        if (in.bit() == 1) {
            most = 2 + in.bits(2 + 2 * in.bits(3));
            PictureFault.require(most <= alphabet);
        }
        return new PrefixCode(lengths(in, code, alphabet, most));
    }

    private static int[] lengths(BitCursor in, PrefixCode code, int alphabet, int most) throws PictureFault {
        int[] lengths = new int[alphabet];
        int previous = LENGTH_BEFORE_ANY;
        int filled = 0;
        for (int i = 0; i < most && filled < alphabet; i++) {
            int symbol = code.next(in);
            if (symbol < FIRST_REPEAT) {
                lengths[filled++] = symbol;
                previous = symbol == 0 ? previous : symbol;
            } else {
                int end = filled + repeats(in, symbol);
                PictureFault.require(end <= alphabet);
                Arrays.fill(lengths, filled, end, symbol == FIRST_REPEAT ? previous : 0);
                filled = end;
            }
        }
        return lengths;
    }

    private static int repeats(BitCursor in, int symbol) throws PictureFault {
        return switch (symbol) {
            case FIRST_REPEAT -> 3 + in.bits(2);
            case FIRST_REPEAT + 1 -> 3 + in.bits(3);
            default -> 11 + in.bits(7);
        };
    }
}

package dev.portrait.picture.webp;

import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.raster.Size;

/**
 * The beginning of a lossless WebP stream (RFC 9649, 3.8), up to the prefix codes of the picture itself. TwelveMonkeys'
 * decoder (seen in 3.15.0) accepts any number of transforms, each of three bits and a pass over the whole picture, and reads
 * the last bytes again and again after the end of the stream: a file of 30 bytes could keep it busy for ever. The check
 * allocates no pixels, since only the largest value of a sub-image matters.
 */
final class LosslessStream {

    // What a pixel takes, in units of about 10 ns (JDK 17): reading it, and undoing each transform, by its number.
    private static final int READING = 3;
    private static final int[] TRANSFORMS = {5, 2, 1, 1};

    private static final int PREDICTOR = 0;
    private static final int COLOUR = 1;
    private static final int COLOUR_INDEXING = 3;

    private static final int LITERALS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;
    private static final int MAX_CACHE_BITS = 11;

    /**
     * The largest number of groups that libwebp writes (MAX_HUFF_IMAGE_SIZE). A file could ask for 65,536, and the decoder
     * takes 6 to 20 kB for each.
     */
    static final int MAX_GROUPS = 2600;

    private final BitCursor in;
    private final int height;
    private int width;

    private LosslessStream(BitCursor in, Size size) {
        this.in = in;
        this.width = size.width();
        this.height = size.height();
    }

    /**
     * Refuses a stream that the decoder does not handle safely.
     *
     * @param in positioned after the header, which an alpha plane does not have
     * @return what each pixel takes to decode, in units of about 10 ns
     */
    static int check(BitCursor in, Size size) throws PictureFault {
        return new LosslessStream(in, size).check();
    }

    private int check() throws PictureFault {
        int seen = 0;
        int cost = READING;
        while (in.bit() == 1) {
            int kind = in.bits(2);
            // "each transform is allowed to be used only once" (3.5)
            PictureFault.require((seen >> kind & 1) == 0);
            seen |= 1 << kind;
            cost += TRANSFORMS[kind];
            transform(kind);
        }
        cacheSize();
        boolean entropyImage = in.bit() == 1;
        PictureFault.require(!entropyImage || largestOfBlocks() < MAX_GROUPS);
        return cost;
    }

    private void transform(int kind) throws PictureFault {
        if (kind == PREDICTOR || kind == COLOUR) {
            largestOfBlocks();
        } else if (kind == COLOUR_INDEXING) {
            int colours = 1 + in.bits(8);
            largest(colours);
            // With few colours, several pixels are bundled into one, and what follows describes the narrower image
            // (3.5.4).
            width = divide(width, colours > 16 ? 0 : colours > 4 ? 1 : colours > 2 ? 2 : 3);
        }
    }

    private int largestOfBlocks() throws PictureFault {
        int sizeBits = 2 + in.bits(3);
        return largest(divide(width, sizeBits) * divide(height, sizeBits));
    }

    private static int divide(int length, int bits) {
        return (length + (1 << bits) - 1) >> bits;
    }

    private int cacheSize() throws PictureFault {
        if (in.bit() == 0) {
            return 0;
        }
        int bits = in.bits(4);
        PictureFault.require(bits >= 1 && bits <= MAX_CACHE_BITS);
        return 1 << bits;
    }

    /**
     * Walks an entropy-coded image (3.7.3).
     *
     * @return the largest value of red and green together. In an entropy image, it is the number of the last group of codes
     *     (3.7.2.2). Only literals count: backward references and the colour cache repeat earlier values.
     */
    private int largest(int pixels) throws PictureFault {
        PrefixCode green = PrefixCode.read(in, LITERALS + LENGTHS + cacheSize());
        PrefixCode red = PrefixCode.read(in, LITERALS);
        PrefixCode blue = PrefixCode.read(in, LITERALS);
        PrefixCode alpha = PrefixCode.read(in, LITERALS);
        PrefixCode distance = PrefixCode.read(in, DISTANCES);
        int largest = 0;
        int left = pixels;
        while (left > 0) {
            int symbol = green.next(in);
            if (symbol < LITERALS) {
                largest = Math.max(largest, red.next(in) << 8 | symbol);
                blue.next(in);
                alpha.next(in);
                left--;
            } else if (symbol < LITERALS + LENGTHS) {
                left -= lengthOrDistance(symbol - LITERALS);
                lengthOrDistance(distance.next(in));
            } else {
                left--;
            }
        }
        PictureFault.require(left == 0);
        return largest;
    }

    // 3.6.2.2
    private int lengthOrDistance(int prefix) throws PictureFault {
        if (prefix < 4) {
            return prefix + 1;
        }
        int extraBits = (prefix - 2) >> 1;
        return ((2 + (prefix & 1)) << extraBits) + in.bits(extraBits) + 1;
    }
}

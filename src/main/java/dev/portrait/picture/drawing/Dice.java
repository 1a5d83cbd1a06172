package dev.portrait.picture.drawing;

import java.util.Random;

/** The choices that a digest makes. They are the same in every JVM: Java specifies the numbers that {@link Random} yields. */
final class Dice {

    private static final int MIN_DIGEST = 16;
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private final Random random;

    Dice(byte[] digest) {
        if (digest.length < MIN_DIGEST) {
            throw new IllegalArgumentException("a digest of only " + digest.length + " bytes");
        }
        long seed = 0;
        for (byte next : digest) {
            seed = (seed ^ (next & 0xff)) * ODD;
            seed ^= seed >>> 29;
        }
        random = new Random(seed);
    }

    /** Returns a number from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns a hue in degrees. */
    double hue() {
        return 360 * random.nextDouble();
    }
}
